import "server-only";

/**
 * Names of what prerendered pages are made of. Who changes one says so with `revalidateTag`, and the pages that hold it are
 * made anew. DESIGN §7
 */
export const TAGS = { catalogue: "catalogue", company: "company", plan: "plan" } as const;

/**
 * How long a shared page may stand without being told: stock and 30-day references change by themselves. Seconds.
 * `expire` lies above the five minutes below which the framework would render a page for each request.
 */
export const SHELF_LIFE = { stale: 300, revalidate: 60, expire: 86_400 } as const;
