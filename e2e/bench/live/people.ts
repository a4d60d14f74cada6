import { randomBytes } from "node:crypto";
import type { Hot } from "@/db/client";
import { hashOf } from "@/lib/access/queries";
import { idOf, type MemberId } from "@/lib/kernel/id";

/** A signed-in member with a wallet of one posting. */
export type Person = { readonly id: MemberId; readonly cookie: string };

/** Makes members who are signed in, each with a handle and a little credit. */
export async function signedInPeople(hot: Hot, count: number): Promise<Person[]> {
  const keys = Array.from({ length: count }, () => randomBytes(32).toString("base64url"));
  const rows = await hot<{ id: string; n: number }[]>`
    with person as (select n, uuid_v7(n) as id from generate_series(1, ${count}::int) n),
    made as (insert into members (id, role, email, first_name, claimed_at, created_at) select id, 'customer', 'live' || n || '@bench.example', 'Live', now(), now() from person),
    named as (insert into handles (handle, member_id, current, created_at) select 'live-x' || n, id, true, now() from person)
    select id, n from person order by n`;
  const people = rows.map(({ id, n }) => ({ id: idOf("member", id), cookie: keys[n - 1] ?? "" }));
  for (const { id, cookie } of people) {
    await hot`insert into sessions (token_hash, member_id, device, created_at, expires_at) values (${hashOf(cookie)}, ${id.slice(4)}, 'bench', now(), now() + interval '1 day')`;
  }
  await hot.unsafe(`
    do $$ declare person uuid; begin
      for person in select id from members where email like 'live%@bench.example' loop perform bench_credit(person, 100); end loop;
    end $$`);
  return people;
}

/** One credit to one member out of thin air: an update of one account. */
export const BENCH_CREDIT = `
  create function bench_credit(person uuid, amount bigint) returns void language sql as $f$
    select ledger_post(array['bench:' || gen_random_uuid()], array['adjustment'], array[person], array[false], array[now()::timestamptz], 'EUR',
      array[1, 1], array[1, 2]::smallint[], array[person, person], array['credit_available', 'adjustments']::ledger_account[], array[amount, -amount])
  $f$`;
