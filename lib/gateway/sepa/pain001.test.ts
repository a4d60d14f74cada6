import { readFileSync } from "node:fs";
import path from "node:path";
import { validateXML } from "xmllint-wasm";
import { expect, it } from "vitest";
import { writePain001 } from "./pain001";

const schema = readFileSync(path.join(import.meta.dirname, "pain001.fixture.xsd"), "utf8");
const errorsOf = async (xml: string) => (await validateXML({ xml: [{ fileName: "file.xml", contents: xml }], schema: [schema] })).errors.map(({ message }) => message);

const FROM = { name: "Maison Garidelle & Fils", iban: "FR7630006000011234567890189", bic: "AGRIFRPP" };
const transfer = (n: number, name = "Nadia Belkacem") => ({ id: n.toString(16).padStart(32, "0"), amount: "212.05", iban: "DE89370400440532013000", name });

it("is valid by the schema, with one payment and with many, with a BIC and without", async () => {
  for (const payments of [[transfer(1)], Array.from({ length: 200 }, (_, n) => transfer(n))]) {
    for (const bic of ["AGRIFRPP", ""]) {
      expect(await errorsOf(writePain001({ id: "a".repeat(32), at: new Date("2026-11-26T10:00:00.123Z"), from: { ...FROM, bic }, payments, total: "212.05" }))).toEqual([]);
    }
  }
});

it("writes every name in the letters that banks take, and never as markup", async () => {
  for (const name of ["Élise Nœuvré-d’Août", "Straße & Söhne <GmbH>", "Łukasz \"Wójcik\"", "Æsa ]]> Þór", "Très long nom ".repeat(12)]) {
    const xml = writePain001({ id: "b".repeat(32), at: new Date(), from: FROM, payments: [transfer(1, name)], total: "212.05" });
    expect([name, await errorsOf(xml)]).toEqual([name, []]);
  }
});

it("is refused by the schema when something is wrong with it", async () => {
  const xml = writePain001({ id: "c".repeat(32), at: new Date(), from: FROM, payments: [transfer(1)], total: "212.05" });
  for (const broken of [xml.replace("212.05</InstdAmt>", "212.055</InstdAmt>"), xml.replace("DE89", "8989"), xml.replace(/<DbtrAcct>.*<\/DbtrAcct>/, ""), xml.replace('Ccy="EUR"', ""), xml.replace(/<CtrlSum>.*?<\/CtrlSum>/, ""), xml.replace("SEPA", "URGP")]) {
    expect(await errorsOf(broken)).not.toEqual([]);
  }
});
