import type { SaleQuery } from "@/lib/earnings/input";

/** The address of the list, narrowed like this. @param below further down, like "/csv" */
export function addressOf(query: SaleQuery, more: Readonly<Record<string, string>> = {}, below = ""): string {
  const given = Object.entries({ ...query, ...more }).filter((pair): pair is [string, string] => typeof pair[1] === "string");
  const search = new URLSearchParams(given).toString();
  return `earnings/sales${below}${search === "" ? "" : `?${search}`}`;
}
