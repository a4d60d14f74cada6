import "server-only";

type Value = string | number | boolean | null | undefined;

/** What an event may hold: ids, counts, outcomes. Never a name, mail, address, token or free text of a person. */
export type LogFields = Readonly<Record<string, Value>>;

/**
 * Writes one wide event as a line of JSON: one per request, webhook or job, with everything known about it.
 * Errors go to the error stream.
 */
export function log(event: string, fields: LogFields = {}, level: "info" | "warn" | "error" = "info"): void {
  const line = `${JSON.stringify({ ...fields, at: new Date().toISOString(), level, event })}\n`;
  (level === "error" ? process.stderr : process.stdout).write(line);
}

/** What of an error may be written down: its kind and message, and where it was thrown, not the values of a query. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: "not an error" };
  const { name, stack } = error;
  // drizzle puts a failed query's parameters, personal data included, into its message.
  const failure = error.cause instanceof Error ? error.cause : error;
  const code = "code" in failure && typeof failure.code === "string" ? failure.code : undefined;
  const message = failure.message.slice(0, 500);
  const where = stack?.split("\n").filter((line) => line.startsWith("    at ")).slice(0, 5).map((line) => line.trim()).join(" < ");
  return { error: name, code, message, where };
}
