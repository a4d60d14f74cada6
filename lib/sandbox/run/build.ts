import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startChild } from "./children";
import { closeAtEnd } from "./closing";
import { packFiles } from "./pack";
import { Sentence } from "./sentence";
import { ROOT, sourcesFingerprint } from "./sources";

export const NEXT = path.join(ROOT, "node_modules", "next", "dist", "bin", "next");
const STAMP = path.join(ROOT, ".next", "cagnotte.json");

/** `sources` null: not one that the demo, the story and the tests may use again. */
type Stamp = { readonly sources: string | null; readonly buildId: string; readonly appUrl: string };

/** The public origin that the pages of the build in `.next` name to robots; null when there is no build of ours. */
export function builtFor(): string | null {
  return readStamp()?.appUrl ?? null;
}

/** Whether `.next` holds a build of the sources as they are now, made for the demo's data and for this public origin; null: whatever it is for. */
export function isBuilt(appUrl: string | null): boolean {
  const stamp = readStamp();
  return stamp !== null && stamp.sources === sourcesFingerprint() && (appUrl === null || stamp.appUrl === appUrl);
}

function readStamp(): Stamp | null {
  try {
    const stamp = JSON.parse(readFileSync(STAMP, "utf8")) as Stamp;
    return stamp.buildId === readFileSync(path.join(ROOT, ".next", "BUILD_ID"), "utf8") ? stamp : null;
  } catch {
    // No stamp, or no build beside it.
    return null;
  }
}

export type BuildSettings = {
  /** The whole environment; pages are prerendered from its `DATABASE_URL` and name its `APP_URL`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Passes what the build prints on to the terminal. */
  readonly show: boolean;
  /** Marks the build as one that the demo, the story and the tests may use again. */
  readonly keep: boolean;
};

/** What V8 reads as: compile all of this while it arrives, beside the page, instead of function by function in its way. */
const HINT = "//# allFunctionsCalledOnLoad\n";

/** Marks the scripts that every page starts with, React and the framework: all of it runs on load, and much of that is compiling. */
function hintScripts(): void {
  const folder = path.join(ROOT, ".next");
  const { rootMainFiles } = JSON.parse(readFileSync(path.join(folder, "build-manifest.json"), "utf8")) as { readonly rootMainFiles: readonly string[] };
  for (const file of rootMainFiles) {
    const script = path.join(folder, file);
    const text = readFileSync(script, "utf8");
    if (!text.startsWith(HINT)) writeFileSync(script, HINT + text);
  }
}

/** Builds the app for production. Throws a `Sentence` with the build's last words when it fails. */
export async function build({ env, show, keep }: BuildSettings): Promise<void> {
  const sources = sourcesFingerprint();
  rmSync(STAMP, { force: true });
  const child = startChild({ name: "next build", args: [NEXT, "build", ROOT], env: { ...env, NODE_ENV: "production" }, output: show ? "show" : "keep" });
  closeAtEnd(child.stop);
  const code = await child.ended;
  if (code !== 0) throw new Sentence(`The build failed.\n${show ? "" : child.lastWords()}`.trim());
  hintScripts();
  await packFiles(path.join(ROOT, ".next", "static"));
  const id = path.join(ROOT, ".next", "BUILD_ID");
  const appUrl = new URL(env["APP_URL"] ?? "").origin;
  if (existsSync(id)) writeFileSync(STAMP, JSON.stringify({ sources: keep ? sources : null, buildId: readFileSync(id, "utf8"), appUrl } satisfies Stamp));
}
