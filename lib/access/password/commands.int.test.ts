import { TOTP, Secret } from "otpauth";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { transact } from "@/db/transact";
import type { MemberId } from "@/lib/kernel/id";
import { findOrEnrolBuyer } from "@/lib/members/commands";
import { keepCode, openFor, tryCode } from "../commands";
import { beginFactor, passFactor, passRecovery, removeFactor, setRecoveryCodes } from "../factor/commands";
import { newFactorSecret, newRecoveryCodes } from "../factor/input";
import { findFactor, hasShownFactor } from "../factor/queries";
import { findSession, hashOf, listDevices } from "../queries";
import type { SessionHash } from "../types";
import { hashPassword, isPassword, setPassword } from "./commands";
import { refusePassword } from "./input";
import { findPasswordOf } from "./queries";

const AT = new Date("2026-11-02T12:00:00Z");
const EMAIL = "lea@example.fr";
let test: TestDatabase;
let lea: MemberId;
beforeAll(async () => {
  test = await freshDatabase();
  await run(async (tx) => (lea = await findOrEnrolBuyer(tx, { email: EMAIL, firstName: "Léa", lastName: "Martin", locale: "fr", at: AT })));
});
afterAll(() => test.close());

type Work<T> = (tx: Parameters<Parameters<typeof transact>[1]>[0]) => Promise<T>;
const run = async <T>(work: Work<T>): Promise<T> => (await transact(test.db, async (tx) => ({ ok: true as const, value: await work(tx) }))).value;
async function signIn(device: string): Promise<SessionHash> {
  const opened = await run((tx) => openFor(tx, EMAIL, { device, replacing: null, at: AT }));
  if (!opened.ok) throw new Error("an active member comes in");
  return hashOf(opened.sessionKey);
}

it("takes the code of a mail once, and after five wrong ones no more, however many browsers try at once", async () => {
  const keep = () => run((tx) => keepCode(tx, { email: EMAIL, hash: "right", endsAt: new Date(AT.getTime() + 60_000) }));
  const attempt = (hash: string, at = AT) => run((tx) => tryCode(tx, { email: EMAIL, hash, at }));
  await keep();
  expect(await attempt("wrong")).toBe(false);
  expect((await Promise.all(Array.from({ length: 3 }, () => attempt("right")))).filter(Boolean)).toHaveLength(1);
  await keep();
  await Promise.all(Array.from({ length: 8 }, () => attempt("wrong")));
  expect(await attempt("right")).toBe(false);
  await keep();
  expect(await attempt("right", new Date(AT.getTime() + 61_000))).toBe(false);
});

it("keeps a password as argon2id, and says the same of a wrong one and of nobody's", async () => {
  const [mine, other] = [await signIn("Firefox"), await signIn("Safari")];
  const hash = await hashPassword("quatre chevaux bleus dansent");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  await run((tx) => setPassword(tx, { member: lea, hash, session: mine, at: AT }));
  const kept = await findPasswordOf(test.db, EMAIL);
  expect(await isPassword("quatre chevaux bleus dansent", kept)).toBe(true);
  expect(await isPassword("quatre chevaux bleus dansen", kept)).toBe(false);
  expect(await isPassword("quatre chevaux bleus dansent", await findPasswordOf(test.db, "nobody@example.fr"))).toBe(false);
  // A new password signs every other browser out.
  expect(await findSession(test.db, other, AT)).toBeNull();
  expect((await listDevices(test.db, lea, AT)).map(({ device }) => device)).toEqual(["Firefox"]);
});

it("refuses what is short, known or soon guessed, and takes a sentence", () => {
  expect(refusePassword("court", [])).toBe("too_short");
  expect(refusePassword("password123", [])).not.toBeNull();
  expect(refusePassword("lea.martin1", ["lea@example.fr", "Léa", "Martin"])).not.toBeNull();
  expect(refusePassword("quatre chevaux bleus dansent", ["Léa"])).toBeNull();
  expect(refusePassword("x".repeat(300), [])).toBe("too_long");
});

it("takes each code of the app once, and each recovery code once", async () => {
  const session = await signIn("Chrome");
  const secret = newFactorSecret();
  const code = new TOTP({ secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: 30 }).generate({ timestamp: AT.getTime() });
  const who = { member: lea, session, at: AT };
  await run((tx) => beginFactor(tx, lea, "sealed"));
  expect(await run((tx) => passFactor(tx, who, { secret, code: "000000" === code ? "111111" : "000000" }))).toBe(false);
  expect(await hasShownFactor(test.db, session)).toBe(false);
  const taken = await Promise.all(Array.from({ length: 4 }, () => run((tx) => passFactor(tx, who, { secret, code }))));
  expect(taken.filter(Boolean)).toHaveLength(1);
  expect(await hasShownFactor(test.db, session)).toBe(true);
  // From now on every other browser owes it: a session alone is nobody yet.
  expect(await findSession(test.db, session, AT)).toMatchObject({ factor: "shown" });
  expect(await findSession(test.db, await signIn("Edge"), AT)).toMatchObject({ factor: "asked" });
  const codes = newRecoveryCodes();
  await run((tx) => setRecoveryCodes(tx, lea, codes));
  const [first = ""] = codes;
  const used = await Promise.all(Array.from({ length: 4 }, () => run((tx) => passRecovery(tx, who, ` ${first.toUpperCase()} `))));
  expect(used.filter(Boolean)).toHaveLength(1);
  expect(await findFactor(test.db, lea)).toMatchObject({ confirmedAt: AT, recoveryLeft: 9 });
  await run((tx) => removeFactor(tx, lea));
  expect(await findSession(test.db, session, AT)).toMatchObject({ factor: "none" });
});
