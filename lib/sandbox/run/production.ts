import { randomBytes } from "node:crypto";
import { readEnvironment } from "../../web/env";
import { boundHeap } from "./app";
import { build as buildApp, builtFor, NEXT } from "./build";
import { startChild } from "./children";
import { closeAtEnd } from "./closing";
import { Sentence } from "./sentence";
import { ROOT } from "./sources";

/** `npm start`: the shop alone, in production. Needs its environment and `npm run build`; answers with the shop's exit code. */
export async function start(port: number | null): Promise<number> {
  const env = { ...process.env, NODE_ENV: "production" as const };
  const reading = readEnvironment(env);
  if (!reading.ok) throw new Sentence(reading.problems.map(({ sentence }) => sentence).join("\n"));
  const [named, appUrl] = [builtFor(), reading.environment.appUrl];
  if (named === null) throw new Sentence("There is no build yet: npm run build makes one.");
  if (named !== appUrl) throw new Sentence(`The build is one for ${named}: search engines and previews would be led there. npm run build makes one for ${appUrl}.`);
  const child = startChild({ name: "the shop", args: [NEXT, "start", ROOT, ...(port === null ? [] : ["--port", String(port)])], env: boundHeap(env), output: "show" });
  closeAtEnd(child.stop);
  return (await child.ended) ?? 1;
}

/** `npm run build`: needs the database, whose catalogue is prerendered, and the public address. Secrets are not needed, and none is built in. */
export async function build(): Promise<number> {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  for (const name of ["DATABASE_URL", "APP_URL"]) if (given[name] === undefined) throw new Sentence(`${name} is missing.`);
  await buildApp({ env: { ...given, ...placeholders() }, show: true, keep: false });
  return 0;
}

/** The app reads its environment as a whole, and a build must hold none of it: values that are good for nothing. */
function placeholders(): Record<string, string> {
  const secret = () => randomBytes(24).toString("base64");
  return {
    AUTH_SECRET: secret(),
    LINK_SECRET: secret(),
    STRIPE_SECRET_KEY: secret(),
    STRIPE_WEBHOOK_SECRET: secret(),
    COMMISSION_API_BASE: "http://127.0.0.1",
    COMMISSION_SECRET: `whsec_${secret()}`,
    SMTP_URL: "smtp://127.0.0.1",
    MAIL_FROM: "nobody@localhost",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
