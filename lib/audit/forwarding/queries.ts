import "server-only";
import { check, type Piece, within } from "../queries";
import type { Findings, Range, Snapshot } from "../types";

/** Products of two amounts below this are whole 64-bit numbers, which are several times faster than exact decimals. */
const EXACT = 3_000_000_000;
/** lib/forwarding keeps this much of a body; a longer one is cut and can't be read back. */
const BODY_KEPT = 16_384;

/**
 * Compares every sale that was sent in a range of messages with its order: amounts, lines, taxes, volumes by the policy
 * that it was sent under, and what was paid out at once. The arithmetic is that of lib/forwarding/rules.ts, in sets; a
 * property test holds the two together. Bodies that were stripped, or cut for their length, are counted as unread.
 *
 * What should have been sent is written as the wire writes it. Most bodies are that text, byte for byte; of the others
 * the values decide, but for the ids that the other side has for people: those may have changed since.
 * @see DESIGN §6
 */
export async function checkForwarded(sql: Snapshot, range: Range): Promise<Findings> {
  return check(sql, sql`
    ${said(sql, range)}, asked as materialized (select array_agg(order_id) as ids from said), ${credited(sql)}, ${taxed(sql)}, ${netVolumes(sql)}, ${expected(sql)},
    odd as (
      -- With an offset, what is compared is written once, and not wherever it is named.
      select id, order_id, body, head, tail, body is json object as readable from (select * from expected offset 0) e
      -- Bytes, not characters: no text has to be walked through to know how long it is.
      where coalesce(substr(convert_to(body, 'utf8'), octet_length(body) - octet_length(tail) + 1) <> convert_to(tail, 'utf8')
        or not starts_with(body, '{"id":"msg_' || encode(uuid_send(id), 'hex') || '","kind":"sale.completed",' || head), true)
    ), checked as (
      select (select count(*) from said) - count(*) filter (where not coalesce(readable, false)) as forwarded,
        count(*) filter (where not coalesce(readable, false)) as unread from odd
    ), difference as (
      select 'forwarded_amount' as code, 'message' as kind, id, ' of ord_' || replace(order_id::text, '-', '') as part, left(due::text, 2000) as expected, left(was::text, 2000) as found
      from (select id, order_id, ${plain(sql, sql`case when head is not null then ('{' || head || ',' || tail)::jsonb end`)} as due, ${plain(sql, sql`body::jsonb`)} as was from odd where readable offset 0) o
      where due is distinct from was
    )`);
}

/** The values of a message that come from its order. */
function plain(sql: Snapshot, body: Piece): Piece {
  return sql`(
    select jsonb_build_object('order', b -> 'orderId', 'number', b -> 'orderNumber', 'currency', b -> 'currency', 'lines', b -> 'lines', 'shipping', b -> 'shippingMinor',
      'total', b -> 'totalMinor', 'credit', b -> 'creditMinor', 'policy', b -> 'volumePolicy',
      'paidOut', (select jsonb_agg(x #- '{party,externalId}' order by nth) from jsonb_array_elements(b -> 'paidOut') with ordinality as p(x, nth)))
    from (select ${body} as b) m)`;
}

/** The orders of the messages, which may be any: a set to look up at once, in the order of the index. */
const asked = (sql: Snapshot): Piece => sql`(select ids from asked)::uuid[]`;

/** Every body that was sent of a sale; one that is cut has none. */
function said(sql: Snapshot, range: Range): Piece {
  return sql`
    said as materialized (
      select d.id as n, d.message_id as id, (m.payload ->> 'order')::uuid as order_id,
        case when octet_length(d.body) < ${BODY_KEPT} or length(d.body) < ${BODY_KEPT} then d.body end as body,
        case when starts_with(d.policy, 'full"') then 'full' when starts_with(d.policy, 'none"') then 'none' else 'net-of-cashback' end as policy
      from (
        select *, split_part(body, '"volumePolicy":"', 2) as policy
        from (select id, message_id, request ->> 'body' as body from deliveries where ${within(sql, "message_id", range)} and destination = 'signed-json' offset 0) b offset 0) d
      join outbox m on m.id = d.message_id and m.topic = 'sale.completed'
      where d.body is not null and ${within(sql, "m.id", range)}
    )`;
}

/** What each sale's cash back credited, in the words of the wire. */
function credited(sql: Snapshot): Piece {
  return sql`
    credit as materialized (
      select e.scope, e.position, e.owner_id, e.amount_minor
      from ledger_transactions t join ledger_entries e on e.scope = t.scope and e.transaction_id = t.id
      where t.scope = any (${asked(sql)}) and t.kind = 'cashback' and e.scope = any (${asked(sql)}) and e.version is not null and e.position <= 3
    ), known as materialized (
      select id, external_id from members where id = any (array(select distinct owner_id from credit)) and external_id is not null
    ), credited as materialized (
      select s.n, sum(c.amount_minor)::bigint as pool,
        string_agg('{"role":"' || (array['buyer', 'sharer', 'distributor'])[c.position] || '","party":{"memberId":"mem_' || encode(uuid_send(c.owner_id), 'hex') || '","externalId":'
          || coalesce(to_json(k.external_id)::text, 'null') || '},"amountMinor":' || c.amount_minor || '}', ',' order by c.position) as paid
      from said s join credit c on c.scope = s.order_id left join known k on k.id = c.owner_id group by s.n
    )`;
}

/** VAT contained in each line: of each rate's sum, rounded half up, by largest remainder in line order; see lineTaxes. */
function taxed(sql: Snapshot): Piece {
  return sql`
    summed as (
      select s.n, s.policy, l.*, (sum(l.goods_minor) over (partition by s.n, l.vat_bps))::bigint as total
      from said s join (
        select order_id, position, sku, quantity, unit_minor, discount_minor, goods_minor, vat_bps, cv_minor, bv_minor from order_lines where order_id = any (${asked(sql)})) l on l.order_id = s.order_id
      where s.body is not null
    ), floored as (
      select *, case when total < ${EXACT} then tax * goods_minor / nullif(total, 0) else div(tax::numeric * goods_minor, total)::bigint end as least,
        case when total < ${EXACT} then tax * goods_minor % nullif(total, 0) else (tax::numeric * goods_minor % total)::bigint end as rest
      from (select *, case when total < ${EXACT} then (2 * total * vat_bps + 10000 + vat_bps) / (2 * (10000 + vat_bps))
        else div(2 * total::numeric * vat_bps + 10000 + vat_bps, 2 * (10000 + vat_bps))::bigint end as tax from summed offset 0) s
    ), line as materialized (
      select *, coalesce(least, 0) + coalesce((row_number() over w <= tax - (sum(least) over w)::bigint)::int, 0) as tax_minor
      from floored window w as (partition by n, vat_bps order by rest desc, position rows between unbounded preceding and unbounded following)
    )`;
}

/** Volumes less the posted pool, by largest remainder and never below zero: for the policy that says so; see volumes. */
function netVolumes(sql: Snapshot): Piece {
  return sql`
    volume as (
      select l.n, l.position, v.name, v.minor, coalesce(c.pool, 0) as pool, sum(v.minor) over (partition by l.n, v.name) as total
      from line l left join credited c on c.n = l.n cross join lateral (values ('cv', l.cv_minor), ('bv', l.bv_minor)) as v(name, minor)
      where l.policy = 'net-of-cashback'
    ), taken as (
      select *, least(pool, total) as all_taken, div(least(pool, total) * minor, nullif(total, 0)) as part, least(pool, total) * minor % nullif(total, 0) as rest from volume
    ), net as (
      select n, position, name, minor - coalesce(part, 0) - coalesce((row_number() over w <= all_taken - sum(part) over w)::int, 0) as minor
      from taken window w as (partition by n, name order by rest desc, position rows between unbounded preceding and unbounded following)
    ), netted as (
      select n, position, max(minor) filter (where name = 'cv') as cv_minor, max(minor) filter (where name = 'bv') as bv_minor from net group by n, position
    )`;
}

/** The end of each body, from its lines on, and the piece that names its order, as lib/gateway/signed-json writes them. */
function expected(sql: Snapshot): Piece {
  const volume = (name: string) => sql`case l.policy when 'full' then l.${sql(name)} when 'none' then 0 else v.${sql(name)} end`;
  return sql`
    reported as (
      select l.n, string_agg(concat('{"sku":', to_json(l.sku), ',"quantity":', l.quantity, ',"unitPriceMinor":', l.unit_minor, ',"discountMinor":', l.discount_minor,
        ',"amountMinor":', l.goods_minor, ',"taxMinor":', l.tax_minor, ',"taxBps":', l.vat_bps, ',"cvMinor":', ${volume("cv_minor")}, ',"bvMinor":', ${volume("bv_minor")}, '}'), ',' order by l.position) as lines
      from line l left join netted v on v.n = l.n and v.position = l.position
      group by l.n
    ), expected as (
      select s.id, s.order_id, s.body,
        '"orderId":"ord_' || encode(uuid_send(o.id), 'hex') || '","orderNumber":' || to_json(o.number)::text || ',"currency":"' || o.currency || '"' as head,
        '"lines":[' || coalesce(r.lines, '') || '],"shippingMinor":' || o.shipping_minor || ',"totalMinor":' || o.total_minor || ',"creditMinor":' || o.credit_minor
          || ',"volumePolicy":"' || s.policy || '","paidOut":[' || coalesce(c.paid, '') || ']}' as tail
      from said s
      left join (
        select id, number, currency, shipping_minor, total_minor, credit_minor from orders where id = any (${asked(sql)}) and paid_at is not null) o on o.id = s.order_id
      left join reported r on r.n = s.n
      left join credited c on c.n = s.n
    )`;
}
