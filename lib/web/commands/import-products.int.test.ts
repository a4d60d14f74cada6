import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { words } from "../words";

const ROOT = path.join(import.meta.dirname, "../../..");
const APPAREL = path.join(ROOT, "e2e/fixtures/products/apparel.csv");
let test: TestDatabase;
let dir: string;
beforeAll(async () => {
  test = await freshDatabase();
  dir = await mkdtemp(path.join(tmpdir(), "cagnotte-command-"));
});
afterAll(async () => {
  await test.close();
  await rm(dir, { recursive: true });
});

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "lib/web/commands/import-products.ts", ...args], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: test.url, MEDIA_DIR: dir, LANG: "", LC_ALL: "", LC_MESSAGES: "", ...env },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (part: Buffer) => (out += part.toString()));
  child.stderr.on("data", (part: Buffer) => (err += part.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");
  return { code, out: plain(out), err: plain(err) };
}

describe("npm run import:products", () => {
  it("imports and says so in French", async () => {
    const first = await run([APPAREL, "--no-pictures"]);
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toContain("Produits : 4 nouveaux, 0 modifié, 0 inchangé.");
    expect(first.err).toContain("100 %");
  });

  it("names file, line, column and reason in the reader's language, and exits 1", async () => {
    const file = path.join(dir, "bad.csv");
    await writeFile(file, "Handle,Title,Variant Price\nx,Savon,douze\n");
    expect(await run([file, "--skip-bad"], { LANG: "en_GB.UTF-8" })).toMatchObject({ code: 1, out: expect.stringContaining("bad.csv, line 2, column Variant Price: “douze” is not an amount") as string });
  });

  it("says in one sentence that there is no such option, or that the database does not answer, and exits 2", async () => {
    const [option, database] = await Promise.all([run(["a.csv", "--force"]), run([APPAREL], { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" })]);
    expect(option).toMatchObject({ code: 2, err: expect.stringContaining("L’option --force n’existe pas.") as string });
    expect(database).toMatchObject({ code: 2, err: expect.stringContaining("La base de données ne répond pas (127.0.0.1:1)") as string });
    expect(database.err).not.toContain("    at ");
  });

  it("has a sentence for every number of things", () => {
    for (const locale of ["fr", "en"] as const) {
      const t = words(locale, "import");
      for (const n of [0, 1, 2, 1_000]) {
        expect(t("summary.refused", { problems: n, bad: n })).not.toContain("{");
        expect(t("summary.refusedHint", { good: n })).not.toContain("{");
        expect(t("summary.skipped", { problems: n, bad: n })).not.toContain("{");
        expect(t("summary.pictures", { fetched: n, notFetched: n, withoutAddress: n })).not.toContain("{");
      }
    }
  });
});
