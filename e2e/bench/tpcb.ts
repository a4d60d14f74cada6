import type { Hot } from "@/db/client";

/** pgbench's own tables at a scale, and its TPC-B-like transaction as one function call. */
export async function prepareTpcb(hot: Hot, scale: number): Promise<void> {
  const s = `tpcb${scale}`;
  await hot.unsafe(`
    create schema ${s};
    create table ${s}.pgbench_branches(bid int not null, bbalance int, filler char(88)) with (fillfactor=100);
    create table ${s}.pgbench_tellers(tid int not null, bid int, tbalance int, filler char(84)) with (fillfactor=100);
    create table ${s}.pgbench_accounts(aid int not null, bid int, abalance int, filler char(84)) with (fillfactor=100);
    create table ${s}.pgbench_history(tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    insert into ${s}.pgbench_branches select b, 0, null from generate_series(1, ${scale}) b;
    insert into ${s}.pgbench_tellers select t, (t - 1) / 10 + 1, 0, null from generate_series(1, ${scale * 10}) t;
    insert into ${s}.pgbench_accounts select a, (a - 1) / 100000 + 1, 0, '' from generate_series(1, ${scale * 100_000}) a;
    alter table ${s}.pgbench_branches add primary key (bid);
    alter table ${s}.pgbench_tellers add primary key (tid);
    alter table ${s}.pgbench_accounts add primary key (aid);
    create function ${s}.tpcb(a int, t int, b int, d int) returns int language plpgsql as $$
    declare balance int;
    begin
      update ${s}.pgbench_accounts set abalance = abalance + d where aid = a;
      select abalance into balance from ${s}.pgbench_accounts where aid = a;
      update ${s}.pgbench_tellers set tbalance = tbalance + d where tid = t;
      update ${s}.pgbench_branches set bbalance = bbalance + d where bid = b;
      insert into ${s}.pgbench_history (tid, bid, aid, delta, mtime) values (t, b, a, d, current_timestamp);
      return balance;
    end $$;`);
  for (const table of ["branches", "tellers", "accounts", "history"]) await hot.unsafe(`vacuum analyze ${s}.pgbench_${table}`);
}

const random = (max: number) => 1 + Math.floor(Math.random() * max);

/** One TPC-B transaction: a prepared statement, one round trip. */
export async function tpcb(hot: Hot, scale: number): Promise<boolean> {
  const [a, t, b, d] = [random(scale * 100_000), random(scale * 10), random(scale), random(10_000) - 5_000];
  if (scale === 1) await hot`select tpcb1.tpcb(${a}, ${t}, ${b}, ${d})`;
  else await hot`select tpcb10.tpcb(${a}, ${t}, ${b}, ${d})`;
  return true;
}
