import { z } from "zod";

/** What the outbox rows of this room carry: ids only, as the database writes them. */
export const salePayload = z.object({ order: z.uuid() });
export const refundPayload = z.object({ refund: z.uuid() });
export const memberPayload = z.object({ member: z.uuid() });
