import { createServer } from "node:net";
import { freePort } from "../postgres";
import { builtFor } from "./build";
import { Sentence } from "./sentence";

/** Where each part listens, on 127.0.0.1. */
export type Ports = { readonly app: number; readonly stripe: number; readonly commission: number; readonly mail: number; readonly smtp: number; readonly postgres: number };

export const DEFAULT_PORT = 3000;
const NAMES: Readonly<Record<keyof Ports, string>> = {
  app: "the shop",
  stripe: "the payment sandbox",
  commission: "the commission simulator",
  mail: "the mail inbox",
  smtp: "incoming mail",
  postgres: "PostgreSQL",
};

/** Six ports in a row, the shop's first. */
export function portsFrom(first: number): Ports {
  return { app: first, stripe: first + 1, commission: first + 2, mail: first + 3, smtp: first + 4, postgres: first + 5 };
}

/** Six ports that nobody listens on now; the shop's is the one that the build names to robots, when it can be. */
export async function freePorts(): Promise<Ports> {
  const named = Number(new URL(builtFor() ?? `http://127.0.0.1:${DEFAULT_PORT}`).port);
  const found = new Set<number>(named > 0 && (await isFree(named)) ? [named] : []);
  for (let tries = 0; found.size < 6 && tries < 100; tries += 1) found.add(await freePort());
  const [app = 0, stripe = 0, commission = 0, mail = 0, smtp = 0, postgres = 0] = found;
  return { app, stripe, commission, mail, smtp, postgres };
}

/** Throws a `Sentence` that names the first port that is taken and offers others. */
export async function assertFree(ports: Ports, command: string): Promise<void> {
  for (const part of Object.keys(NAMES) as (keyof Ports)[]) {
    if (await isFree(ports[part])) continue;
    const other = ports.app >= 60_000 ? 4000 : Math.ceil((ports.app + 1) / 1000) * 1000;
    throw new Sentence(`Port ${ports[part]} (${NAMES[part]}) is taken by another program: free it, or choose other ports with  npm run ${command} -- --port ${other}`);
  }
}

async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, "127.0.0.1")) && canListen(port);
}

/** Without a host: every address, so that a program that listens on all of them is seen too. */
function canListen(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, ...(host ? { host } : {}), exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
