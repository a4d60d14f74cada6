import "server-only";

const kept = globalThis as typeof globalThis & { __cagnotte?: Map<string, unknown> };

/**
 * One value per process, made at the first call. On `globalThis`, because the bundler gives pages, routes and
 * instrumentation a copy of each module, and a reload in development another.
 */
export function once<T>(name: string, make: () => T): T {
  const values = (kept.__cagnotte ??= new Map());
  if (!values.has(name)) values.set(name, make());
  return values.get(name) as T;
}
