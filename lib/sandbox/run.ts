import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { runCommand } from "./run/closing";
import { demo } from "./run/demo";
import { DEFAULT_PORT } from "./run/ports";
import { build, start } from "./run/production";
import { Sentence } from "./run/sentence";
import { ROOT } from "./run/sources";

/** The commands of the house that start it: `demo`, `dev`, `start`, `build`. DESIGN §11 */
const USAGE = "Usage: npm run demo|dev [-- --fresh --port N], npm start [-- --port N], npm run build";

function read(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { fresh: { type: "boolean", default: false }, port: { type: "string" } } });
  } catch (error) {
    throw new Sentence(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function readPort(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_530) throw new Sentence(`--port takes a number from 1 to 65530, not "${text}".`);
  return port;
}

/** `.env` in the house's folder, when there is one; the process's own environment wins. */
function loadOwnFile(): void {
  const file = path.join(ROOT, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

async function run(): Promise<number> {
  const { values, positionals: [command] } = read(process.argv.slice(2));
  const port = readPort(values.port);
  switch (command) {
    case "demo":
    case "dev":
      return demo({ mode: command === "demo" ? "start" : "dev", fresh: values.fresh, port: port ?? DEFAULT_PORT });
    case "start":
      loadOwnFile();
      return start(port);
    case "build":
      loadOwnFile();
      return build();
    default:
      throw new Sentence(USAGE);
  }
}

await runCommand(run);
