import { z } from "zod";
import { parseId } from "@/lib/kernel/id";

/** Payload of `audit.run`: which one. */
export const AuditPayload = z.object({ audit: z.string().transform((text, context) => parseId("audit", text) ?? (context.addIssue("not_an_id"), z.NEVER)) });
