import { describe, expect, it } from "vitest";
import { DEMO_SECRETS, readEnvironment } from "./env";

const GOOD = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://shop:pass@db.internal/shop",
  APP_URL: "https://boutique.fr/",
  AUTH_SECRET: "k4Jw0cQm1vX9b2Zr7sTn5uYp8aLe3dGh6fKi",
  LINK_SECRET: "p8aLe3dGh6fKik4Jw0cQm1vX9b2Zr7sTn5uY",
  STRIPE_SECRET_KEY: "sk_live_51Hx",
  STRIPE_WEBHOOK_SECRET: "whsec_9fKq2",
  COMMISSION_API_BASE: "https://commission.internal",
  COMMISSION_SECRET: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ",
  SMTP_URL: "smtps://u:p@mail.internal:465",
  MAIL_FROM: "Maison <boutique@boutique.fr>",
};
const REQUIRED = Object.keys(GOOD).filter((name) => name !== "NODE_ENV");
const refused = (raw: Record<string, string | undefined>) => {
  const reading = readEnvironment(raw);
  return reading.ok ? [] : reading.problems.map(({ variable }) => variable);
};

describe("production", () => {
  it("starts on a whole environment", () => {
    expect(readEnvironment(GOOD)).toMatchObject({ ok: true, environment: { production: true, appUrl: "https://boutique.fr", worker: "inside", stripe: { apiBase: null } } });
  });

  it.each(REQUIRED)("refuses to start without %s, and names it", (name) => {
    expect(refused({ ...GOOD, [name]: undefined })).toEqual([name]);
    expect(refused({ ...GOOD, [name]: "" })).toEqual([name]);
  });

  it.each(["AUTH_SECRET", "LINK_SECRET", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "COMMISSION_SECRET"])("refuses a known or example %s, and names it", (name) => {
    for (const value of [...DEMO_SECRETS, "changeme-changeme-changeme-changeme-changeme", "a".repeat(40), "my-secret-my-secret-my-secret-my-secret"]) {
      expect(refused({ ...GOOD, [name]: value })).toContain(name);
    }
  });

  it("names every wrong variable at once", () => {
    expect(refused({ NODE_ENV: "production" }).sort()).toEqual([...REQUIRED].sort());
    expect(refused({ ...GOOD, DATABASE_URL: "mysql://x", APP_URL: "boutique.fr", WORKER: "maybe" }).sort()).toEqual(["APP_URL", "DATABASE_URL", "WORKER"]);
  });
});

describe("Exigo", () => {
  const exigo = { ...GOOD, COMMISSION_SECRET: undefined, COMMISSION_ADAPTER: "exigo", EXIGO_COMPANY: "acme", EXIGO_LOGIN: "shop", EXIGO_PASSWORD: "u8Kd2mQz7Lw4", EXIGO_WAREHOUSE_ID: "3" };

  it("is chosen by a word, with its access and the company's own numbers, and needs no secret for signing", () => {
    expect(readEnvironment(exigo)).toMatchObject({ ok: true, environment: { commission: { adapter: "exigo", access: { company: "acme", login: "shop" }, numbers: { warehouseId: 3, priceType: 1 } } } });
  });

  it("names what is missing or wrong", () => {
    expect(refused({ ...exigo, EXIGO_PASSWORD: undefined, EXIGO_LOGIN: "" })).toEqual(["EXIGO_LOGIN", "EXIGO_PASSWORD"]);
    expect(refused({ ...exigo, EXIGO_PASSWORD: "changeme" })).toEqual(["EXIGO_PASSWORD"]);
    expect(refused({ ...exigo, EXIGO_WAREHOUSE_ID: "first" })).toEqual(["EXIGO_WAREHOUSE_ID"]);
    expect(refused({ ...GOOD, COMMISSION_ADAPTER: "bydesign" })).toEqual(["COMMISSION_ADAPTER"]);
  });
});

it("offers Google where both halves of its client are there, and names the one that is missing", () => {
  const google = { ...GOOD, GOOGLE_CLIENT_ID: "123.apps.googleusercontent.com", GOOGLE_CLIENT_SECRET: "GOCSPX-9fKq2Lw4u8Kd" };
  expect(readEnvironment(GOOD)).toMatchObject({ ok: true, environment: { google: null } });
  expect(readEnvironment(google)).toMatchObject({ ok: true, environment: { google: { clientId: google.GOOGLE_CLIENT_ID, issuer: "https://accounts.google.com" } } });
  expect(refused({ ...google, GOOGLE_CLIENT_SECRET: "" })).toEqual(["GOOGLE_CLIENT_SECRET"]);
  expect(refused({ ...google, GOOGLE_CLIENT_ID: undefined })).toEqual(["GOOGLE_CLIENT_ID"]);
});

it("takes the demo's known secrets only where the demo says that it is one", () => {
  const [auth = "", link = "", key = "", webhook = "", commission = ""] = DEMO_SECRETS;
  const demo = { ...GOOD, AUTH_SECRET: auth, LINK_SECRET: link, STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: webhook, COMMISSION_SECRET: commission };
  expect(readEnvironment({ ...demo, CAGNOTTE_DEMO: "1" })).toMatchObject({ ok: true, environment: { demo: true } });
  expect(readEnvironment({ ...demo, NODE_ENV: "development" }).ok).toBe(true);
  expect(refused(demo)).toHaveLength(5);
});
