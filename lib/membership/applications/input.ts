import * as z from "zod";
import { parseId } from "@/lib/kernel/id";

const words = (most: number) => z.string().max(most * 4).transform((text) => text.normalize("NFC").trim()).refine((text) => text.length <= most, { error: "too_long" });

/** What an applicant writes: a few sentences, or nothing. */
export const ApplicationInput = z.object({ motive: words(1_000) });

/** What an operator decides; a refusal needs a reason. */
export const DecisionInput = z.object({
  application: z.string().transform((text) => parseId("application", text)).refine((id) => id !== null, { error: "unknown" }),
  decision: z.enum(["approve", "refuse"]),
  reason: words(500),
}).refine(({ decision, reason }) => decision === "approve" || reason !== "", { path: ["reason"], error: "missing" });
