import { parseArgs } from "node:util";
import { connect } from "@/db/client";
import { transact } from "@/db/transact";
import { issueToken, revokeToken } from "@/lib/access/tokens/commands";
import { listTokens } from "@/lib/access/tokens/queries";
import { SCOPES } from "@/lib/access/tokens/types";
import { parseId } from "@/lib/kernel/id";
import { findDatabaseUrl } from "./database-url";

const DAY_MS = 86_400_000;
const USAGE = `Usage: npm run token -- create NAME [--scopes ${SCOPES.join(",")}] [--days 365]\n       npm run token -- list\n       npm run token -- revoke ID`;

/** `npm run token`: keys with which other systems call the API. A new one's secret is printed once. */
async function main(): Promise<string> {
  const { values, positionals } = parseArgs({ options: { scopes: { type: "string", default: SCOPES.join(",") }, days: { type: "string", default: "365" } }, allowPositionals: true });
  const [wish, subject = ""] = positionals;
  const url = findDatabaseUrl();
  if (url === null) throw new Error("Which database? Set DATABASE_URL, or start the demo here first (npm run demo).");
  const db = connect(url, { connectionsMax: 1 });
  const at = new Date();
  try {
    if (wish === "list") return (await listTokens(db)).map(describe).join("\n") || "No tokens.";
    const id = parseId("token", subject);
    if (wish === "revoke" && id) {
      const done = await transact(db, async (tx) => ({ ok: true, revoked: await revokeToken(tx, id, { by: "terminal", at }) }));
      return done.revoked ? `${id} is revoked.` : `${id} is none, or was revoked before.`;
    }
    const scopes = values.scopes.split(",").map((given) => SCOPES.find((known) => known === given.trim()));
    const days = Number(values.days);
    if (wish !== "create" || subject === "" || scopes.includes(undefined) || !Number.isInteger(days) || days < 1 || days > 3_650) throw new Error(USAGE);
    const { secret } = await transact(db, async (tx) => ({
      ok: true,
      ...(await issueToken(tx, { name: subject, scopes: scopes.filter((scope) => scope !== undefined), expiresAt: new Date(at.getTime() + days * DAY_MS), by: "terminal", at })),
    }));
    return `${secret}\n\nKeep it now: it is shown this once.`;
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}

function describe({ id, name, scopes, expiresAt, lastUsedAt, revokedAt }: Awaited<ReturnType<typeof listTokens>>[number]): string {
  const state = revokedAt ? `revoked ${revokedAt.toISOString()}` : `until ${expiresAt.toISOString()}`;
  return `${id}  ${name}  ${scopes.join(",")}  ${state}  last used ${lastUsedAt?.toISOString() ?? "never"}`;
}

try {
  process.stdout.write(`${await main()}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
