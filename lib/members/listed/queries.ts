import "server-only";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { members } from "@/db/schema/members";
import type { MemberId } from "@/lib/kernel/id";
import type { Listed } from "../types";

/** As many as a person reads through. */
const FOUND_MAX = 8;
const WORDS_MAX = 5;

const LISTED = and(eq(members.role, "distributor"), eq(members.status, "active"), eq(members.listed, true));
/** Without accents and in lower case. PostgreSQL's own normalisation does it: no extension. */
const bare = (text: SQL): SQL => sql`lower(regexp_replace(normalize(${text}, NFKD), '[\\u0300-\\u036f]', '', 'g'))`;

/**
 * Distributors who agreed to be found by name and town: each word begins their first name, a part of their last name, or of their town.
 * At most eight; none for less than two letters, so that nobody reads through the list. DESIGN §3
 */
export async function searchListed(reader: Reader, text: string): Promise<readonly Listed[]> {
  const words = text.normalize("NFC").split(/[\s,.;'’-]+/).filter(Boolean).slice(0, WORDS_MAX);
  if (words.join("").length < 2) return [];
  const full = bare(sql`' ' || translate(${members.firstName} || ' ' || ${members.lastName} || ' ' || ${members.town}, '-''’', '   ')`);
  return reader
    .select({ id: members.id, firstName: members.firstName, lastName: members.lastName, town: members.town })
    .from(members)
    .where(and(LISTED, ...words.map((word) => sql`position(' ' || ${bare(sql`${word}::text`)} in ${full}) > 0`)))
    .orderBy(asc(members.lastName), asc(members.firstName), asc(members.id))
    .limit(FOUND_MAX);
}

/** One of them; null for everybody who did not agree. */
export async function findListed(reader: Reader, id: MemberId): Promise<Listed | null> {
  const [found] = await reader
    .select({ id: members.id, firstName: members.firstName, lastName: members.lastName, town: members.town })
    .from(members)
    .where(and(LISTED, eq(members.id, id)));
  return found ?? null;
}
