import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { saleCompletedSchema } from "@/lib/gateway/signed-json/contract";
import { exampleRequest } from "@/lib/gateway/signed-json/example";
import { docsPage, readReceivers } from "./docs";
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

it.each(["fr", "en"] as const)("says the rules on a page in %s, with a request that can be checked, the receivers and every document", async (locale) => {
  const page = docsPage(described, { locale, receivers: await readReceivers() });
  for (const word of ["Signature", "unknown_message", "Retry-After", "soFar", "PUT /api/v1/distributors/{externalId}", "sale.reattributed", 'id="SaleCompleted"', "receiver.php", "hash_equals", "compare_digest"]) expect(page).toContain(word);
  const { secret, headers, body } = exampleRequest();
  expect(page).toContain(headers["webhook-signature"]);
  const signed = `${headers["webhook-id"] ?? ""}.${headers["webhook-timestamp"] ?? ""}.${body}`;
  expect(headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64")).update(signed).digest("base64")}`);
  expect(saleCompletedSchema.parse(JSON.parse(body))).toMatchObject({ totalMinor: 10_490 });
});
