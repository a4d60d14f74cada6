import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/kernel/locale";
import { MESSAGES, words } from "./words";

const root = path.resolve(import.meta.dirname, "../..");

function sentences(messages: object, prefix = ""): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) => (typeof value === "string" ? [[prefix + key, value]] : sentences(value as object, `${prefix}${key}.`)));
}
/** The names of the values, each once: `{name}`, `{count, plural, one {...} other {...}}`; the words of a branch are none. */
const placeholders = (sentence: string) => [...new Set([...sentence.matchAll(/(?<!(?:one|other|=\d) )\{([a-z]\w*)(?=[,}])/g)].map(([, name]) => name))].sort();

describe.each(Object.entries(MESSAGES))("the sentences of %s", (_name, { fr, en }) => {
  const [french, english] = [new Map(sentences(fr)), new Map(sentences(en))];

  it("are the same in both languages, with the same values in them", () => {
    expect([...english.keys()].sort()).toEqual([...french.keys()].sort());
    for (const [key, sentence] of french) expect([key, placeholders(english.get(key) ?? "")]).toEqual([key, placeholders(sentence)]);
  });

  it("are never empty, and no apostrophe swallows a value", () => {
    for (const [key, sentence] of [...french, ...english]) expect([key, sentence.trim() !== "" && !/'[{}<]/.test(sentence)]).toEqual([key, true]);
  });
});

it("has a row for every file of sentences", () => {
  for (const locale of LOCALES) {
    expect(readdirSync(path.join(import.meta.dirname, "messages", locale)).sort()).toEqual(Object.keys(MESSAGES).map((name) => `${name}.json`).sort());
  }
});

it("speaks French with apostrophes and refuses to leave a value out", () => {
  expect(words("fr", "account")("signIn.sent", { minutes: 20 })).toContain("valable 20 minutes et ne sert qu\u2019une fois");
  expect(() => words("en", "mail")("order.lead")).toThrow("en mail");
});

it("says nothing that no code says: every sentence is used", () => {
  const code = ["app", "components", "lib"].flatMap((dir) => sources(path.join(root, dir))).map((file) => readFileSync(file, "utf8")).join("\n");
  const unused = Object.entries(MESSAGES).flatMap(([name, { fr }]) => sentences(fr).map(([key]) => ({ name, key }))).filter(({ key }) => !isSaid(code, key));
  expect(unused).toEqual([]);
});

/** Whole, or as a template that ends in a value: `order.${status}`. */
function isSaid(code: string, key: string): boolean {
  const parent = key.split(".").slice(0, -1).join(".");
  return code.includes(`"${key}"`) || (parent !== "" && code.includes(`\`${parent}.\${`));
}

function sources(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes(".test."))
    .map((entry) => path.join(entry.parentPath, entry.name));
}
