import "server-only";
import type { CommissionAdapter } from "@/lib/gateway/commission";
import { createExigoAdapter, EXIGO_DEFAULTS } from "@/lib/gateway/exigo/adapter";
import { createSignedJsonAdapter } from "@/lib/gateway/signed-json/adapter";
import { type CommissionAccess, environment } from "./env";
import { once } from "./once";

/** The adapter that the environment names. */
export function adapterFor(told: CommissionAccess): CommissionAdapter {
  return told.adapter === "exigo"
    ? createExigoAdapter({ ...EXIGO_DEFAULTS, ...told.numbers, ...told.access, baseUrl: told.apiBase })
    : createSignedJsonAdapter({ baseUrl: told.apiBase, secret: told.secret });
}

/** The company's commission system. */
export const commission = (): CommissionAdapter => once("commission", () => adapterFor(environment().commission));
