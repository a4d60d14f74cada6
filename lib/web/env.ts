import "server-only";
import * as z from "zod";

/** Secrets that are printed in documents or made for a demonstration. Production refuses them, whatever variable they are in. */
export const DEMO_SECRETS: ReadonlySet<string> = new Set([
  "demo-auth-secret-0000000000000000000000000000",
  "demo-link-secret-0000000000000000000000000000",
  "sk_test_cagnotte_demo",
  "whsec_cagnotte_demo",
  "whsec_Y2Fnbm90dGUtZGVtby1zZWNyZXQtMDAwMDAw",
]);
const SECRETS = ["AUTH_SECRET", "LINK_SECRET", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "COMMISSION_SECRET", "EXIGO_PASSWORD", "GOOGLE_CLIENT_SECRET"] as const;
/** Whatever somebody typed to get past the check. */
const PLACEHOLDER = /demo|change-?me|example|secret|^(.)\1+$/i;

const long = z.string().min(32, "must have at least 32 characters");
const httpUrl = z.url({ protocol: /^https?$/, error: "must be an address that starts with http:// or https://" });
const number = (otherwise: number) => z.coerce.number({ error: "must be a whole number" }).int("must be a whole number").min(0, "must be a whole number").default(otherwise);
/** What each adapter can not do without. */
const NEEDED = { "signed-json": ["COMMISSION_SECRET"], exigo: ["EXIGO_COMPANY", "EXIGO_LOGIN", "EXIGO_PASSWORD"] } as const;

const schema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  CAGNOTTE_DEMO: z.string().optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be an address that starts with postgres://" }),
  APP_URL: httpUrl.transform((url) => new URL(url).origin),
  AUTH_SECRET: long,
  LINK_SECRET: long,
  STRIPE_SECRET_KEY: z.string().min(1, "must not be empty"),
  STRIPE_WEBHOOK_SECRET: z.string().min(1, "must not be empty"),
  STRIPE_API_BASE: httpUrl.optional(),
  COMMISSION_API_BASE: httpUrl,
  COMMISSION_ADAPTER: z.enum(["signed-json", "exigo"], { error: "must be signed-json or exigo" }).default("signed-json"),
  COMMISSION_SECRET: z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, "must be whsec_ and the base64 of at least 24 bytes").optional(),
  EXIGO_COMPANY: z.string().optional(),
  EXIGO_LOGIN: z.string().optional(),
  EXIGO_PASSWORD: z.string().optional(),
  ...{ EXIGO_WAREHOUSE_ID: number(1), EXIGO_SHIP_METHOD_ID: number(1), EXIGO_PRICE_TYPE: number(1), EXIGO_PAYMENT_TYPE: number(1), EXIGO_CUSTOMER_TYPE: number(1), EXIGO_DISTRIBUTOR_TYPE: number(2) },
  GEOCODER_API_BASE: httpUrl.optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GOOGLE_ISSUER: httpUrl.default("https://accounts.google.com"),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be an address that starts with smtp:// or smtps://" }),
  MAIL_FROM: z.string().min(3, "must be an e-mail address"),
  WORKER: z.enum(["inside", "apart"], { error: "must be inside or apart" }).default("inside"),
  MEDIA_DIR: z.string().default(".cagnotte/media"),
  PROXY_HOPS: z.coerce.number().int().min(1).max(10).default(1),
});

/** Neither is of use without the other. */
const GOOGLE = ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"] as const;

/** How the commission system is spoken to. */
export type CommissionAccess =
  | { readonly adapter: "signed-json"; readonly apiBase: string; readonly secret: string }
  | { readonly adapter: "exigo"; readonly apiBase: string; readonly access: { readonly company: string; readonly login: string; readonly password: string }; readonly numbers: ExigoNumbers };
/** The company's own numbers in Exigo. */
export type ExigoNumbers = Readonly<Record<"warehouseId" | "shipMethodId" | "priceType" | "paymentType" | "customerType" | "distributorType", number>>;

/** What the process was told, in our words. */
export type Environment = {
  readonly production: boolean;
  /** Runs on embedded defaults with demo data: known secrets are allowed. */
  readonly demo: boolean;
  readonly databaseUrl: string;
  /** The public origin, no trailing slash. */
  readonly appUrl: string;
  readonly authSecret: string;
  /** Signs order links. */
  readonly linkSecret: string;
  readonly stripe: { readonly secretKey: string; readonly webhookSecret: string; readonly apiBase: string | null };
  readonly commission: CommissionAccess;
  /** How people may come in with their Google account; null: they are not offered to. */
  readonly google: { readonly clientId: string; readonly clientSecret: string; readonly issuer: string } | null;
  /** Where addresses are searched as they are typed; null: France's public service. */
  readonly geocoderApiBase: string | null;
  readonly mail: { readonly smtpUrl: string; readonly from: string };
  /** Whether this process also does the jobs, or another one does. */
  readonly worker: "inside" | "apart";
  /** Where imported pictures lie. */
  readonly mediaDir: string;
  /** How many proxies of ours append to `X-Forwarded-For`. */
  readonly proxyHops: number;
};
export type EnvironmentReading =
  | { readonly ok: true; readonly environment: Environment }
  | { readonly ok: false; readonly problems: readonly { readonly variable: string; readonly sentence: string }[] };

type Raw = Readonly<Record<string, string | undefined>>;

/** Checks the variables and names every one that is wrong. Empty counts as missing. */
export function readEnvironment(raw: Raw): EnvironmentReading {
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  const wrong = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => {
    const variable = String(path[0]);
    return { variable, sentence: given[variable] === undefined ? `${variable} is missing.` : `${variable} ${message}.` };
  });
  const problems = [...wrong, ...missing(given), ...knownSecrets(given)];
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  return { ok: true, environment: inOurWords(parsed.data) };
}

/** What the chosen adapter, or half a Google client, needs and nobody said. */
function missing(raw: Raw) {
  const adapter = NEEDED[raw["COMMISSION_ADAPTER"] === "exigo" ? "exigo" : "signed-json"];
  const needed = [...adapter, ...(GOOGLE.some((name) => raw[name] !== undefined) ? GOOGLE : [])];
  return needed.filter((name) => raw[name] === undefined).map((variable) => ({ variable, sentence: `${variable} is missing.` }));
}

function knownSecrets(raw: Raw) {
  if (raw["NODE_ENV"] !== "production" || raw["CAGNOTTE_DEMO"] === "1") return [];
  return SECRETS.filter((name) => {
    const value = raw[name] ?? "";
    return DEMO_SECRETS.has(value) || PLACEHOLDER.test(value);
  }).map((variable) => ({ variable, sentence: `${variable} is a known or example value. Set a secret of your own, for example from: openssl rand -base64 36` }));
}

function inOurWords(env: z.output<typeof schema>): Environment {
  return {
    production: env.NODE_ENV === "production",
    demo: env.CAGNOTTE_DEMO === "1",
    databaseUrl: env.DATABASE_URL,
    appUrl: env.APP_URL,
    authSecret: env.AUTH_SECRET,
    linkSecret: env.LINK_SECRET,
    stripe: { secretKey: env.STRIPE_SECRET_KEY, webhookSecret: env.STRIPE_WEBHOOK_SECRET, apiBase: env.STRIPE_API_BASE ?? null },
    commission: commissionAccess(env),
    google: env.GOOGLE_CLIENT_ID === undefined || env.GOOGLE_CLIENT_SECRET === undefined ? null : { clientId: env.GOOGLE_CLIENT_ID, clientSecret: env.GOOGLE_CLIENT_SECRET, issuer: env.GOOGLE_ISSUER },
    geocoderApiBase: env.GEOCODER_API_BASE ?? null,
    mail: { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM },
    worker: env.WORKER,
    mediaDir: env.MEDIA_DIR,
    proxyHops: env.PROXY_HOPS,
  };
}

function commissionAccess(env: z.output<typeof schema>): CommissionAccess {
  const apiBase = env.COMMISSION_API_BASE;
  if (env.COMMISSION_ADAPTER === "signed-json") return { adapter: "signed-json", apiBase, secret: env.COMMISSION_SECRET ?? "" };
  const access = { company: env.EXIGO_COMPANY ?? "", login: env.EXIGO_LOGIN ?? "", password: env.EXIGO_PASSWORD ?? "" };
  const numbers = {
    warehouseId: env.EXIGO_WAREHOUSE_ID, shipMethodId: env.EXIGO_SHIP_METHOD_ID, priceType: env.EXIGO_PRICE_TYPE, paymentType: env.EXIGO_PAYMENT_TYPE,
    customerType: env.EXIGO_CUSTOMER_TYPE, distributorType: env.EXIGO_DISTRIBUTOR_TYPE,
  };
  return { adapter: "exigo", apiBase, access, numbers };
}

/** The environment is not one to run in; the message names every variable. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

let known: Environment | undefined;

/** The environment of this process, checked at the first call. Throws `EnvironmentError`. */
export function environment(): Environment {
  if (known) return known;
  const reading = readEnvironment(process.env);
  if (!reading.ok) throw new EnvironmentError(reading.problems.map(({ sentence }) => sentence).join("\n"));
  known = reading.environment;
  return known;
}
