import { expect, it } from "vitest";
import { docsPage } from "./docs";
import { openApi } from "./openapi";

const described = openApi("https://shop.example") as { openapi: string; paths: object; webhooks: object; components: { schemas: Record<string, object> } };

it("describes every route and message in OpenAPI 3.1, and refers only to what it holds", () => {
  expect(described.openapi).toBe("3.1.0");
  expect(Object.keys(described.paths)).toEqual(["/distributors/{externalId}", "/sales", "/members/{id}/wallet"]);
  expect(Object.keys(described.webhooks)).toEqual(["sale.completed", "sale.refunded", "sale.reattributed", "member.enrolled", "member.changed", "lookup", "reconciliation"]);
  const refs = [...JSON.stringify(described).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? "");
  expect(refs.length).toBeGreaterThan(20);
  for (const ref of refs) expect(ref.replace(/^#\/components\/schemas\//, "") in described.components.schemas, ref).toBe(true);
  expect(described.components.schemas["SaleCompleted"]).toMatchObject({ type: "object", properties: { totalMinor: { type: "integer" } } });
});

it("says the rules of signature, idempotency, retry and order on a page, with every document", () => {
  const page = docsPage(described);
  for (const word of ["Signature", "Once in effect", "Retry", "Order", "Retry-After", "PUT /api/v1/distributors/{externalId}", "sale.reattributed", 'id="SaleCompleted"']) expect(page).toContain(word);
});
