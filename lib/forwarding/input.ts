import { z } from "zod";
import { parseId } from "@/lib/kernel/id";

/** What the outbox rows of this room carry: ids only, as the database writes them. */
export const salePayload = z.object({ order: z.uuid() });
/** `cancelled`: the refund was taken back, and counts no more. */
export const refundPayload = z.object({ refund: z.uuid(), cancelled: z.boolean().default(false) });
/** An operator's deed, by its id in the trail. */
export const reattributionPayload = z.object({
  order: z.uuid(),
  reattribution: z.string().transform((text, context) => parseId("trail", text) ?? (context.addIssue({ code: "custom", message: "not a deed" }), z.NEVER)),
});
export const memberPayload = z.object({ member: z.uuid() });
/** What a message about an order names: the order, or one of its refunds. */
export const aboutOrder = z.object({ order: z.uuid().optional(), refund: z.uuid().optional() });
