import "server-only";
import { sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { idOf } from "@/lib/kernel/id";
import type { Window } from "@/lib/gateway/commission";
import type { OurSale } from "./types";

type Row = { readonly id: string; readonly number: string; readonly day: string; readonly total: string; readonly returned: string; readonly member: string | null; readonly external_id: string | null; readonly messages: readonly string[] | null };

/**
 * Our paid sales of a window, with what was given back and whose they are.
 * @param unsettled messages that are on their way
 */
export async function listOurSales(reader: Reader, { from, to }: Window, unsettled: ReadonlySet<string>): Promise<OurSale[]> {
  const rows = await reader.execute<Row>(sql`
    select o.id, o.number, to_char(o.paid_at at time zone 'UTC', 'YYYY-MM-DD') as day, o.total_minor as total,
           coalesce((select sum(r.goods_minor + r.shipping_minor) from refunds r where r.order_id = o.id and r.status <> 'cancelled' and r.kind <> 'late_payment'), 0) as returned,
           d.id as member, d.external_id,
           (select jsonb_agg(x.id) from outbox x where x.key = o.buyer_id::text and x.topic like 'sale.%'
              and (x.payload ->> 'order' = o.id::text or (x.payload ->> 'refund')::uuid in (select r.id from refunds r where r.order_id = o.id))) as messages
    from orders o
    left join members d on d.id = coalesce(o.distributor_id, (select c.id from unnest(o.distributor_chain) with ordinality u(id, n) join members c on c.id = u.id and c.status = 'active' order by u.n limit 1))
    where o.paid_at >= ${from.toISOString()}::timestamptz and o.paid_at < ${to.toISOString()}::timestamptz
    order by o.paid_at, o.id`);
  return rows.map((row) => ({
    ...{ order: idOf("order", row.id), number: row.number, day: row.day, totalMinor: BigInt(row.total), returnedMinor: BigInt(row.returned) },
    distributor: row.member === null ? null : { member: idOf("member", row.member), externalId: row.external_id },
    underWay: (row.messages ?? []).some((message) => unsettled.has(message)),
  }));
}
