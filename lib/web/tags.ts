/** What cached pages depend on. Named here once, so that whoever changes it knows what to make anew. */
export const TAGS = { catalogue: "catalogue", plan: "plan", company: "company" } as const;
