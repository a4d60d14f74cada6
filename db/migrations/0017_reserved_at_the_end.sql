-- Reserves pieces of variants, all of them or none, locking the variants in order. Where too few are left of one whose
-- pieces are counted it raises CG003, and the error's detail says how many are, as JSON: {"<variant>": <pieces>}. It is the
-- last statement of a placing and sent together with the commit: nobody looks at an answer in between. DESIGN §5
create function reserve_stock(variants uuid[], quantities int[], counted boolean[]) returns void
language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  short json;
begin
  with wanted as (
    select * from unnest(variants, quantities, counted) as w(id, quantity, counted)
  ), locked as materialized (
    select s.variant_id, s.on_hand - s.reserved as left from stock s join wanted w on w.id = s.variant_id order by s.variant_id for no key update of s
  ), reserved as (
    update stock s set reserved = s.reserved + w.quantity from locked l join wanted w on w.id = l.variant_id where s.variant_id = l.variant_id
  )
  select json_object_agg(w.id, greatest(coalesce(l.left, 0), 0)) into short
  from wanted w left join locked l on l.variant_id = w.id where w.counted and coalesce(l.left, 0) < w.quantity;
  if short is not null then
    raise exception 'too few pieces are left' using errcode = 'CG003', detail = short::text;
  end if;
end $$;
