import * as z from "zod";

/** The settings of this domain as stored; what is left out is that of a new installation. */
export const WithdrawalSettingsInput = z.object({
  refundStart: z.enum(["on_return", "at_once"]).default("on_return"),
  transitDays: z.int().min(0).max(60).default(7),
});
