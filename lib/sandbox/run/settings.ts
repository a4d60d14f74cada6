import type { Ports } from "./ports";

/** Where the running parts are; what a story, a browser test or a bench needs to know. */
export type Addresses = {
  readonly appUrl: string;
  readonly databaseUrl: string;
  readonly stripeUrl: string;
  readonly commissionUrl: string;
  readonly mailUrl: string;
};

/** Known to everybody, which is why production refuses them. The same from run to run, so that sessions and links stay good. */
export const DEMO_SECRETS = {
  AUTH_SECRET: "demo-auth-secret-0000000000000000000000000000",
  LINK_SECRET: "demo-link-secret-0000000000000000000000000000",
  STRIPE_SECRET_KEY: "sk_test_cagnotte_demo",
  STRIPE_WEBHOOK_SECRET: "whsec_cagnotte_demo",
  COMMISSION_SECRET: "whsec_Y2Fnbm90dGUtZGVtby1zZWNyZXQtMDAwMDAw",
} as const;

export type Outside = { readonly databaseUrl?: string; readonly stripeSecretKey?: string; readonly stripeWebhookSecret?: string };

/** What the person's own environment replaces of the embedded defaults: their database, their Stripe test account. */
export function outsideParts(env: Readonly<Record<string, string | undefined>>): Outside {
  const { DATABASE_URL, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET } = env as Record<"DATABASE_URL" | "STRIPE_SECRET_KEY" | "STRIPE_WEBHOOK_SECRET", string | undefined>;
  return {
    ...(DATABASE_URL ? { databaseUrl: DATABASE_URL } : {}),
    ...(STRIPE_SECRET_KEY ? { stripeSecretKey: STRIPE_SECRET_KEY } : {}),
    ...(STRIPE_WEBHOOK_SECRET ? { stripeWebhookSecret: STRIPE_WEBHOOK_SECRET } : {}),
  };
}

/** The shop's environment on embedded parts. */
export function appEnvironment(addresses: Addresses & { readonly smtpUrl: string; readonly geocoderUrl?: string }, outside: Outside): Record<string, string | undefined> {
  return {
    ...process.env,
    STRIPE_API_BASE: undefined,
    ...DEMO_SECRETS,
    CAGNOTTE_DEMO: "1",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: addresses.databaseUrl,
    APP_URL: addresses.appUrl,
    COMMISSION_API_BASE: addresses.commissionUrl,
    ...(addresses.geocoderUrl ? { GEOCODER_API_BASE: addresses.geocoderUrl } : {}),
    SMTP_URL: addresses.smtpUrl,
    MAIL_FROM: "Cagnotte <boutique@cagnotte.example>",
    WORKER: "inside",
    ...(outside.stripeSecretKey
      ? { STRIPE_SECRET_KEY: outside.stripeSecretKey, STRIPE_WEBHOOK_SECRET: outside.stripeWebhookSecret ?? DEMO_SECRETS.STRIPE_WEBHOOK_SECRET }
      : { STRIPE_API_BASE: addresses.stripeUrl }),
  };
}

/** Addresses of parts that listen on these ports. */
export function addressesOn(ports: Ports, databaseUrl: string): Addresses {
  const at = (port: number) => `http://127.0.0.1:${port}`;
  return { appUrl: at(ports.app), databaseUrl, stripeUrl: at(ports.stripe), commissionUrl: at(ports.commission), mailUrl: at(ports.mail) };
}
