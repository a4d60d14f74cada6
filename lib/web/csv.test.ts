import { expect, it } from "vitest";
import { csvCell, csvResponse } from "./csv";

async function* rowsOf(...rows: readonly (readonly string[])[]) {
  for (const row of rows) yield await Promise.resolve(row);
}

it("never lets a spreadsheet compute what somebody wrote", () => {
  for (const evil of ["=1+1", "+33", "-2+3", "@SUM(A1)", "\t=1", "\r=1"]) expect(csvCell(evil)).toBe(`'${evil}`);
  for (const fine of ["Léa", "-12,50", "-3", "12.5", "a=b", ""]) expect(csvCell(fine)).toBe(fine);
});

it("writes accents, quotes and line breaks so that they come back", async () => {
  const response = csvResponse("ventes", rowsOf(["Né;e", 'dit "Zoé"'], ["a\nb", "=x"]));
  expect(Buffer.from(await response.arrayBuffer()).toString("utf8")).toBe('\u{feff}"Né;e";"dit ""Zoé"""\r\n"a\nb";\'=x\r\n');
  expect(response.headers.get("content-disposition")).toContain('"ventes.csv"');
});

it("breaks off when the rows do: half a list never looks whole", async () => {
  async function* broken() {
    yield await Promise.resolve(["a"]);
    throw new Error("gone");
  }
  await expect(csvResponse("x", broken()).text()).rejects.toThrow();
});
