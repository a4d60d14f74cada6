import "server-only";
import { desc, eq, lte } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { planVersions } from "@/db/schema/plan";
import { invariant } from "@/lib/kernel/invariant";
import { parsePlan } from "./input";
import type { PlanVersion } from "./types";

/** How many versions a list has at most: one a week for ten years. */
const VERSIONS_MAX = 520;

type Row = { readonly version: number; readonly startsAt: Date; readonly definition: unknown };
const columns = { version: planVersions.version, startsAt: planVersions.startsAt, definition: planVersions.definition };

/** The plan in force at a moment. Throws when there is none: an installation publishes its first plan before it sells. */
export async function planAt(reader: Reader, at: Date): Promise<PlanVersion> {
  const [row] = await reader.select(columns).from(planVersions).where(lte(planVersions.startsAt, at)).orderBy(desc(planVersions.startsAt)).limit(1);
  invariant(row !== undefined, `no plan is in force at ${at.toISOString()}`);
  return asVersion(row);
}

/** A version by its number, as an order froze it. */
export async function findPlanVersion(reader: Reader, version: number): Promise<PlanVersion | null> {
  const [row] = await reader.select(columns).from(planVersions).where(eq(planVersions.version, version));
  return row ? asVersion(row) : null;
}

/** All versions, the latest start first. */
export async function listPlanVersions(reader: Reader): Promise<PlanVersion[]> {
  const rows = await reader.select(columns).from(planVersions).orderBy(desc(planVersions.startsAt)).limit(VERSIONS_MAX);
  return rows.map(asVersion);
}

function asVersion({ version, startsAt, definition }: Row): PlanVersion {
  const parsed = parsePlan(definition);
  invariant(parsed.ok, `plan version ${version} is not a plan`);
  return { version, startsAt, plan: parsed.plan };
}
