import postgres from "postgres";
import { factorAddress } from "@/lib/access/factor/input";
import { OPERATORS, OPERATORS_FACTOR } from "../demo/people";
import type { Addresses } from "./settings";

type Person = { readonly handle: string; readonly email: string; readonly name: string; readonly role: "distributor" | "customer" };

/** What the demo prints when it is ready: where everything is, and who may be signed in as. */
export async function describeRun(stack: Addresses, { sandboxed, log }: { sandboxed: boolean; log: string | null }): Promise<string> {
  const people = await listPeople(stack.databaseUrl);
  const of = (role: Person["role"]) => people.find((person) => person.role === role);
  const [distributor, customer] = [of("distributor"), of("customer")];
  const rows: [string, string][] = [["Shop", `${stack.appUrl}/`]];
  if (distributor) rows.push([`${distributor.name}'s shop (distributor)`, `${stack.appUrl}/${distributor.handle}/`]);
  if (customer) rows.push([`${customer.name}'s shop (customer)`, `${stack.appUrl}/${customer.handle}/`]);
  rows.push(["Office", `${stack.appUrl}/office`]);
  if (sandboxed) rows.push(["Payment sandbox", `${stack.stripeUrl}/`]);
  rows.push(["Commission simulator", `${stack.commissionUrl}/`], ["Mail inbox", `${stack.mailUrl}/`]);
  const signIns = [distributor, customer].filter((person) => person !== undefined).map(({ email, name, role }): [string, string] => [email, `${name}, ${role}`]);
  return [
    "",
    "Cagnotte is ready.",
    "",
    ...table(rows),
    ...(signIns.length > 0 ? ["", "Sign in with one of these addresses; the link arrives in the mail inbox:", "", ...table(signIns)] : []),
    "",
    `The office opens to ${OPERATORS.map(({ role }) => `${role}@demo.example`).join(", ")}. It asks for a second factor: npm run demo:code`,
    "prints the code of the moment, or give this address to an authenticator app:",
    "",
    `  ${factorAddress(OPERATORS_FACTOR, { issuer: "Cagnotte demo", label: "office" })}`,
    "",
    ...(sandboxed ? ["Pay with 4242 4242 4242 4242 (declined: 4000 0000 0000 0002; with authentication: 4000 0025 0000 3155), any date to come, any code."] : []),
    ...(log ? [`The shop writes its log to ${log}.`] : []),
    "Ctrl-C stops everything; the data stays for the next run.",
    "",
  ].join("\n");
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}

/** One distributor and one customer with a shop of their own, the busiest first: those whose pages show something. */
async function listPeople(databaseUrl: string): Promise<readonly Person[]> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    return await sql<Person[]>`
      select distinct on (m.role) h.handle, m.email, m.role::text as role, trim(m.first_name || ' ' || m.last_name) as name
      from members m join handles h on h.member_id = m.id and h.current
      where m.status = 'active' and m.email is not null
      order by m.role, (select count(*) from orders o where o.sponsor_id = m.id and o.paid_at is not null) desc, m.id`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
