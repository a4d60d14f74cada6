import { connect } from "@/db/client";
import { transact } from "@/db/transact";
import { appointOperator, dismissOperator, resetOperatorFactor } from "@/lib/access/commands";
import type { OperatorRole } from "@/lib/access/types";
import { AddressInput } from "@/lib/members/input";
import { findOrEnrolBuyer } from "@/lib/members/commands";
import { findDatabaseUrl } from "./database-url";

const ROLES = ["owner", "finance", "catalogue", "support"] as const satisfies readonly OperatorRole[];
const OTHER = ["none", "new-phone"] as const;
const USAGE = `Usage: npm run operator -- ADDRESS ${[...ROLES, ...OTHER].join(" | ")}`;

/**
 * `npm run operator -- ADDRESS ROLE`: lets somebody into the office, as the first owner has nobody to ask; `none` ends it, and
 * `new-phone` has somebody who lost theirs set up a second factor anew.
 */
async function main([address, wish]: readonly string[]): Promise<string> {
  const email = AddressInput.safeParse(address ?? "");
  const role = ROLES.find((known) => known === wish);
  if (!email.success || (role === undefined && !OTHER.some((known) => known === wish))) throw new Error(USAGE);
  const url = findDatabaseUrl();
  if (url === null) throw new Error("Which database? Set DATABASE_URL, or start the demo here first (npm run demo).");
  const db = connect(url, { connectionsMax: 1 });
  try {
    const at = new Date();
    await transact(db, async (tx) => {
      const member = await findOrEnrolBuyer(tx, { email: email.data, firstName: "", lastName: "", locale: "fr", at });
      const appointment = { member, by: "terminal", at } as const;
      if (role !== undefined) await appointOperator(tx, role, appointment);
      else await (wish === "none" ? dismissOperator(tx, appointment) : resetOperatorFactor(tx, appointment));
      return { ok: true };
    });
    if (wish === "new-phone") return `${email.data} sets up another second factor at the next sign-in.`;
    return role === undefined ? `${email.data} is no operator any more.` : `${email.data} is an operator now: ${role}. They sign in on the shop's sign-in page, open /office and set up a second factor there.`;
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
