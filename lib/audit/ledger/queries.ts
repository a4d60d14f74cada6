import "server-only";
import { pgArray } from "@/lib/kernel/pg";
import { check, type Piece, within } from "../queries";
import { KINDS } from "../rules";
import type { Findings, Range, Snapshot } from "../types";

/** No honest amount is outside these; sums of two inside are 64-bit numbers. */
const MOST = "4000000000000000000";
const LEAST = `-${MOST}`;

/** Recomputes the balance, version and chain of every account of the owners in a range from its entries. DESIGN §4 */
export async function checkAccounts(sql: Snapshot, range: Range): Promise<Findings> {
  return check(sql, sql`
    entry as (
      select owner_id, account, currency, version, amount_minor, balance_after_minor,
        row_number() over w as nth, lag(balance_after_minor, 1, 0::bigint) over w as balance_before
      from ledger_entries where version is not null and ${within(sql, "owner_id", range)}
      window w as (partition by owner_id, account, currency order by version)
    ), summed as (
      select owner_id, account, currency, count(*) as entries, sum(amount_minor) as total,
        min(version) filter (where version <> nth) as gap,
        min(version) filter (where case when balance_after_minor between ${LEAST}::bigint and ${MOST}::bigint and amount_minor between ${LEAST}::bigint and ${MOST}::bigint
          then balance_after_minor - amount_minor <> balance_before else true end) as broken
      from entry group by owner_id, account, currency
    ), held as (
      select owner_id, account, currency, a.balance_minor, a.version, s.entries, s.total, s.gap, s.broken, a.version is null as unopened
      from (select * from ledger_accounts where ${within(sql, "owner_id", range)}) a full join summed s using (owner_id, account, currency)
    ), checked as (
      select count(*) as accounts, coalesce(sum(entries), 0) as entries from held
    ), wrong as (
      select *, coalesce(total, 0) as sum, coalesce(entries, 0) as count from held
      where unopened or balance_minor <> coalesce(total, 0) or version <> coalesce(entries, 0) or gap is not null or broken is not null
    ), difference as (
      select d.code, 'member' as kind, w.owner_id as id, '/' || w.account || '/' || w.currency as part, d.expected, d.found
      from wrong w cross join lateral (values
        ('account_missing', w.unopened, 'an account', 'none'),
        ('balance_drift', w.balance_minor <> w.sum, w.sum::text, w.balance_minor::text),
        ('version_count', w.version <> w.count, w.count::text, w.version::text),
        ('version_gap', w.gap is not null, 'no gap', 'before version ' || w.gap),
        ('balance_chain', w.broken is not null, 'an unbroken chain', 'broken at version ' || w.broken)
      ) as d(code, wrong, expected, found)
      where d.wrong
    )`);
}

/** Recomputes every transaction of the scopes in a range: zero sum, fingerprint, kind and key, and that its scope exists. DESIGN §4 */
export async function checkTransactions(sql: Snapshot, range: Range): Promise<Findings> {
  return check(sql, sql`
    ${pairedTransactions(sql, range)},
    judged as (
      select p.*, array_remove(array[
        case when p.fingerprint is null then 'entry_without_transaction' end,
        case when p.entries is null then 'transaction_without_entries' end,
        case when p.total <> 0 or p.entries < 2 or p.currency_low <> p.currency or p.currency_high <> p.currency then 'unbalanced' end,
        case when p.fingerprint <> sha256(convert_to(p.transaction_kind || '|' || p.currency || '|' || p.content, 'utf8')) then 'entry_changed' end,
        case when p.fingerprint is not null and (p.pattern is null or (p.key <> p.transaction_kind || ':' || p.scope and replace(p.key, p.scope::text, '@') !~ p.pattern)) then 'unknown_key' end,
        case when p.scope_kind = 'order' and p.order_id is null then 'posting_without_order' end,
        case when p.scope_kind = 'member' and not exists (select 1 from members m where m.id = p.scope) then 'posting_without_member' end,
        case when p.scope_kind = 'either' and p.order_id is null and not exists (select 1 from members m where m.id = p.scope) then 'posting_without_member' end
      ], null) as codes
      from paired p
    ), wrong as (
      select * from judged where cardinality(codes) > 0
    ), checked as (
      select (select count(*) from ledger_transactions where ${within(sql, "scope", range)}) + (select count(*) from wrong where fingerprint is null) as transactions
    ), difference as (
      select code, 'transaction' as kind, j.id, ' ' || coalesce(j.key, '(no key)') as part,
        case code when 'unbalanced' then '0' when 'entry_changed' then encode(j.fingerprint, 'hex') when 'unknown_key' then coalesce(j.pattern, 'a known kind') else j.scope::text end as expected,
        case code when 'unbalanced' then j.total || ' in ' || j.currency_low || case when j.currency_high <> j.currency_low then ' and ' || j.currency_high else '' end
          when 'entry_changed' then j.content when 'unknown_key' then j.transaction_kind || ' ' || j.key else 'nothing' end as found
      from wrong j cross join lateral unnest(j.codes) as code
    )`);
}

/** Transactions beside their entries. A content is what the fingerprint was made of: see ledger_post. */
function pairedTransactions(sql: Snapshot, range: Range): Piece {
  return sql`
    known as (
      select * from unnest(${pgArray(KINDS.map((k) => k.kind))}::text::text[], ${pgArray(KINDS.map((k) => k.key))}::text::text[], ${pgArray(KINDS.map((k) => k.scope))}::text::text[])
        as k(known_kind, pattern, scope_kind)
    ), entry as (
      select scope, transaction_id as id, count(*) as entries, sum(amount_minor) as total, min(currency) as currency_low, max(currency) as currency_high,
        string_agg(concat_ws(':', position, owner_id, account, amount_minor), ',' order by position, owner_id) as content
      from ledger_entries where ${within(sql, "scope", range)} group by scope, transaction_id
    ), posted as (
      select t.scope, t.id, t.key, t.kind as transaction_kind, t.currency, t.fingerprint, k.pattern, k.scope_kind, o.id as order_id
      from ledger_transactions t
      left join known k on k.known_kind = t.kind
      left join (select id from orders where ${within(sql, "id", range)}) o on o.id = t.scope
      where ${within(sql, "t.scope", range)}
    ), paired as (
      select * from posted full join entry using (scope, id)
    )`;
}
