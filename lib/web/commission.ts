import "server-only";
import type { CommissionAdapter } from "@/lib/gateway/commission";
import { createSignedJsonAdapter } from "@/lib/gateway/signed-json/adapter";
import { environment } from "./env";
import { once } from "./once";

/** The company's commission system. */
export const commission = (): CommissionAdapter =>
  once("commission", () => createSignedJsonAdapter({ baseUrl: environment().commission.apiBase, secret: environment().commission.secret }));
