import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "./database";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());

it("makes time-ordered version 7 ids inside the database", async () => {
  const [row] = await test.hot<{ ids: string[] }[]>`select array_agg(uuid_v7(n)::text order by n) as ids from generate_series(1, 50) n`;
  const ids = row?.ids ?? [];
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
  expect([...ids].sort()).toEqual(ids);
});
