import { startCommissionSimulator } from "./server";

/** The simulator as a process of its own: COMMISSION_PORT, COMMISSION_SECRET, COMMISSION_HOST and COMMISSION_JOURNAL from the environment. */
const { COMMISSION_PORT, COMMISSION_SECRET, COMMISSION_HOST, COMMISSION_JOURNAL } = process.env as Record<string, string | undefined>;

if (!COMMISSION_SECRET) {
  console.error("COMMISSION_SECRET is missing: the secret shared with the shop (whsec_...).");
  process.exit(1);
}

const simulator = await startCommissionSimulator({
  port: Number(COMMISSION_PORT ?? 4010),
  secret: COMMISSION_SECRET,
  ...(COMMISSION_HOST ? { host: COMMISSION_HOST } : {}),
  ...(COMMISSION_JOURNAL ? { journal: COMMISSION_JOURNAL } : {}),
});
console.log(simulator.url);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void simulator.close().then(() => process.exit(0)));
