/**
 * A PostgreSQL array as text, for a parameter with a cast: `${pgArray(ids)}::uuid[]`. Null elements stay null.
 * Drivers and query builders disagree on arrays as parameters; all agree on text.
 */
export function pgArray(values: readonly (string | bigint | number | boolean | null)[]): string {
  return `{${values.map((value) => (value === null ? "NULL" : `"${String(value).replace(/["\\]/g, "\\$&")}"`)).join(",")}}`;
}
