import type { Instrumentation } from "next";

/** Runs once as a server starts, before it serves: a wrong environment stops it here, with every variable named. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs" || process.env["NEXT_PHASE"] === "phase-production-build") return;
  const { watchArrivals } = await import("./lib/web/watch-arrivals");
  watchArrivals();
  const { begin } = await import("./lib/web/start");
  await begin();
}

/** Errors that no page caught: one line each, without what somebody typed. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { errorFields, log } = await import("./lib/web/log");
  log("request.error", { route: context.routePath, kind: context.routeType, method: request.method, ...errorFields(error) }, "error");
};
