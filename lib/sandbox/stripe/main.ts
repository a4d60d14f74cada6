/**
 * Starts the payment sandbox from the environment:
 * SANDBOX_STRIPE_PORT (4242), SANDBOX_STRIPE_HOST (127.0.0.1), SANDBOX_STRIPE_URL, SANDBOX_STRIPE_JOURNAL, SANDBOX_STRIPE_COMPANY,
 * STRIPE_WEBHOOK_URL, STRIPE_WEBHOOK_SECRET, STRIPE_SECRET_KEY. Stops on SIGINT and SIGTERM.
 */
import { startStripeSandbox } from "./server";

const { env } = process;

function required(name: string): string {
  const value = env[name];
  if (value) return value;
  process.stderr.write(`${name} is missing: the payment sandbox needs it.\n`);
  process.exit(1);
}

function optional<K extends string>(key: K, name: string): Partial<Record<K, string>> {
  const value = env[name];
  return value ? ({ [key]: value } as Partial<Record<K, string>>) : {};
}

const running = await startStripeSandbox({
  port: Number(env["SANDBOX_STRIPE_PORT"] ?? "4242"),
  webhookUrl: env["STRIPE_WEBHOOK_URL"] ?? null,
  webhookSecret: required("STRIPE_WEBHOOK_SECRET"),
  secretKey: required("STRIPE_SECRET_KEY"),
  journal: env["SANDBOX_STRIPE_JOURNAL"] ?? null,
  ...optional("host", "SANDBOX_STRIPE_HOST"),
  ...optional("publicUrl", "SANDBOX_STRIPE_URL"),
  ...optional("company", "SANDBOX_STRIPE_COMPANY"),
});
process.stdout.write(`Payment sandbox: ${running.url}\n`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void running.close().then(() => process.exit(0)));
}
