import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PLAYWRIGHT = path.join(import.meta.dirname, "..", "node_modules", "playwright", "cli.js");

/**
 * The path of a Chromium that starts: CHROMIUM_PATH, one of the machine's, Playwright's own, which is downloaded when it has
 * to be, or, as root, the system's package. Null when there is none to be had.
 */
export function findChromium(): string | null {
  const wished = process.env["CHROMIUM_PATH"];
  if (wished) return starts(wished) ? wished : null;
  return onThePath() ?? downloaded() ?? systemPackage();
}

/** Missing libraries, and the stubs that some systems install in its place, show when it is started. */
function starts(file: string): boolean {
  return existsSync(file) && spawnSync(file, ["--version"], { timeout: 30_000 }).status === 0;
}

function onThePath(): string | null {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(starts) ?? null;
}

function downloaded(): string | null {
  const file = chromium.executablePath();
  if (starts(file)) return file;
  run(process.execPath, [PLAYWRIGHT, "install", "chromium"]);
  if (!starts(file) && existsSync(file) && isRoot()) run(process.execPath, [PLAYWRIGHT, "install-deps", "chromium"]);
  return starts(file) ? file : null;
}

function systemPackage(): string | null {
  if (!isRoot() || !existsSync("/usr/bin/apt-get")) return null;
  run("apt-get", ["update"]);
  run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
  return onThePath();
}

const isRoot = (): boolean => process.getuid?.() === 0;

function run(command: string, args: readonly string[]): void {
  process.stdout.write(`> ${[command, ...args].join(" ")}\n`);
  spawnSync(command, args, { stdio: "inherit", timeout: 600_000 });
}
