import { z } from "zod";
import { saleCompletedSchema } from "@/lib/gateway/signed-json/contract";

/** What other systems may ask of this shop. The published description is generated from these. DESIGN §6 */

const name = (max: number) => z.string().trim().min(1).max(max);

/** What is written: everything but the id, which stands in the address. */
export const distributorInput = z
  .strictObject({
    email: z.string().max(254).describe("Identifies the person; a customer of this address becomes a distributor"),
    firstName: name(200),
    lastName: name(200),
    town: z.string().max(200).default(""),
    statusLabel: z.string().max(200).default("").describe("For example VDI; shown on the shop page"),
    handle: z.string().max(30).nullable().default(null).describe("The name of their shop; null: the one they have, or one made of the first name"),
    parentExternalId: z.string().max(200).nullable().default(null).describe("Whoever brought them in, by your id; null: the company"),
    status: z.enum(["active", "suspended", "closed"]).default("active"),
    listed: z.boolean().default(false).describe("Agreed to be found by name and town at checkout"),
  })
  .meta({ id: "DistributorInput" });

export const distributor = z
  .object({ externalId: z.string(), memberId: z.string(), ...distributorInput.shape, handle: z.string().nullable() })
  .meta({ id: "Distributor" });

export const salesPage = z
  .object({
    sales: z.array(saleCompletedSchema),
    cursor: z.string().nullable().describe("Give it back to go on from here, now or tomorrow; null while there is nothing yet"),
    more: z.boolean().describe("Whether the next page has something now"),
  })
  .meta({ id: "SalesPage" });

const amount = z.int().describe("Minor units of the currency");
const pot = z.object({ availableMinor: amount, heldMinor: amount, balanceMinor: amount }).meta({ id: "Pot" });
export const wallet = z
  .object({ memberId: z.string(), currency: z.string().length(3), credit: pot, earnings: pot })
  .meta({ id: "Wallet" });

export const problemDetails = z
  .object({
    type: z.string(), title: z.string(), status: z.int(), detail: z.string().optional(),
    problems: z.array(z.object({ field: z.string(), reason: z.string(), value: z.string().optional() })).optional(),
  })
  .meta({ id: "ProblemDetails", description: "RFC 9457" });
