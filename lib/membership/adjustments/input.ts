import { z } from "zod";
import { DEFAULT_SETTINGS } from "./rules";

/** The settings row `adjustments`; what is left out is as in a new installation. */
export const AdjustmentSettingsInput = z.object({
  aloneUpToMinor: z.string().regex(/^\d{1,15}$/).transform(BigInt).default(DEFAULT_SETTINGS.aloneUpToMinor),
});
