import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { earningLetters } from "@/db/schema/earnings";
import { idOf, type MemberId } from "@/lib/kernel/id";
import type { Currency } from "@/lib/kernel/money";
import { enqueueMail } from "@/lib/notify/commands";
import { mailIdFrom } from "@/lib/notify/rules";

/** Letters that one turn of the clock asks for. */
const LETTERS_MAX = 500;

/**
 * Asks for the letter about a week for every distributor who wants it and was not told of it yet; 500 a turn, then again. Asked for by several
 * processes at once it is sent once: a row is claimed before its mail is written, and the mail's id follows from week and member.
 * @param wish.week its Monday, `2026-11-16`
 */
export async function askForLetters(tx: Tx, { week, currency, at }: { readonly week: string; readonly currency: Currency; readonly at: Date }): Promise<{ readonly ok: true; readonly asked: number }> {
  const rows = await tx.execute<{ id: string }>(sql`
    insert into earning_letters as l (owner_id, wanted, told_week)
    select p.owner_id, true, ${week}::date
    from earning_progress p join members m on m.id = p.owner_id and m.role = 'distributor' and m.status = 'active' and m.email is not null
    left join earning_letters x on x.owner_id = p.owner_id
    where p.currency = ${currency} and coalesce(x.wanted, true) and (x.told_week is null or x.told_week < ${week}::date)
    order by p.owner_id limit ${LETTERS_MAX}
    on conflict (owner_id) do update set told_week = excluded.told_week where l.wanted and (l.told_week is null or l.told_week < excluded.told_week)
    returning l.owner_id as id`);
  for (const { id } of rows) {
    const member = idOf("member", id);
    await enqueueMail(tx, { id: mailIdFrom(`week:${week}`, member), topic: "mail.week", payload: { member, week }, key: `mail:${member}`, at });
  }
  return { ok: true, asked: rows.length };
}

/** Whether a distributor wants the weekly letter. */
export async function wantLetters(tx: Tx, owner: MemberId, wanted: boolean): Promise<{ readonly ok: true }> {
  await tx.insert(earningLetters).values({ ownerId: owner, wanted }).onConflictDoUpdate({ target: earningLetters.ownerId, set: { wanted } });
  return { ok: true };
}
