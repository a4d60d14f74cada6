import { connect } from "@/db/client";
import { transact } from "@/db/transact";
import { appointOperator, dismissOperator } from "@/lib/access/commands";
import type { OperatorRole } from "@/lib/access/types";
import { AddressInput } from "@/lib/members/input";
import { findOrEnrolBuyer } from "@/lib/members/commands";
import { findDatabaseUrl } from "./database-url";

const ROLES = ["owner", "finance", "catalogue", "support"] as const satisfies readonly OperatorRole[];
const USAGE = `Usage: npm run operator -- ADDRESS ${ROLES.join(" | ")} | none`;

/** `npm run operator -- ADDRESS ROLE`: lets somebody into the office, as the first owner has nobody to ask; `none` ends it. */
async function main([address, wish]: readonly string[]): Promise<string> {
  const email = AddressInput.safeParse(address ?? "");
  const role = ROLES.find((known) => known === wish);
  if (!email.success || (role === undefined && wish !== "none")) throw new Error(USAGE);
  const url = findDatabaseUrl();
  if (url === null) throw new Error("Which database? Set DATABASE_URL, or start the demo here first (npm run demo).");
  const db = connect(url, { connectionsMax: 1 });
  try {
    const at = new Date();
    await transact(db, async (tx) => {
      const member = await findOrEnrolBuyer(tx, { email: email.data, firstName: "", lastName: "", locale: "fr", at });
      const appointment = { member, by: "terminal", at } as const;
      await (role === undefined ? dismissOperator(tx, appointment) : appointOperator(tx, role, appointment));
      return { ok: true };
    });
    return role === undefined ? `${email.data} is no operator any more.` : `${email.data} is an operator now: ${role}. They sign in on the shop's sign-in page and open /office.`;
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}

try {
  process.stdout.write(`${await main(process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
