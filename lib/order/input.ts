import { z } from "zod";
import { trackingUrlOf } from "./rules";

/** A carrier's number: letters, figures and what people write between them, which goes. */
export const TrackingInput = z.string().max(60).transform((text) => text.replace(/[\s.-]/g, "").toUpperCase()).refine((text) => /^[A-Z0-9]{0,40}$/.test(text), { error: "not_a_number" });

/** What carries a parcel, from a form: the carrier, its number if it gives one, and where it is followed; that is known of most. */
export const ParcelInput = z
  .object({
    carrier: z.string().trim().min(2).max(60),
    tracking: TrackingInput,
    trackingUrl: z.union([z.literal(""), z.url({ protocol: /^https$/ }).max(300)]).optional(),
  })
  .transform(({ carrier, tracking, trackingUrl }) => ({ carrier, tracking, trackingUrl: trackingUrl || trackingUrlOf(carrier, tracking) }));
