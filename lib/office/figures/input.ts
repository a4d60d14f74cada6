import * as z from "zod";
import { PERIODS } from "../rules";
import { COMPARISONS } from "./types";

const Day = z.iso.date().optional().catch(undefined);

/** Which period the address asks for: the last so many days, or from one day to another. What makes no sense in it is left out. */
export const PeriodQuery = z.object({
  days: z.coerce.number().pipe(z.literal(PERIODS)).optional().catch(undefined),
  from: Day, to: Day,
  compare: z.enum(COMPARISONS).catch("before"),
});
