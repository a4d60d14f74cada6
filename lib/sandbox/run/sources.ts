import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The house's folder. */
export const ROOT = path.resolve(import.meta.dirname, "../../..");

const FOLDERS = ["app", "components", "lib", "db"];
const FILES = /^(next\.config\.mjs|proxy\.ts|instrumentation(-client)?\.ts|package-lock\.json|tsconfig\.json|\.postcssrc\.json)$/;
/** What no page is made of. */
const ASIDE = /^lib\/sandbox\/(?!demo\/)|^db\/(testing|seed\/pictures)\/|\.test\.tsx?$|\.(md|py)$/;

/** A fingerprint of everything that a build is made of, so that nothing is built twice and nothing stale is served. */
export function sourcesFingerprint(root = ROOT): string {
  const hash = createHash("sha256");
  for (const file of sourceFiles(root)) hash.update(`${file}\0`).update(readFileSync(path.join(root, file))).update("\0");
  return hash.digest("hex");
}

function sourceFiles(root: string): readonly string[] {
  const top = readdirSync(root).filter((name) => FILES.test(name));
  const deep = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/")),
  );
  return [...top, ...deep].filter((file) => !ASIDE.test(file)).sort();
}
