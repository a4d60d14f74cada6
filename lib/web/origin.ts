import "server-only";
import { absolute } from "./links";

/** A form that another site sends. The session's cookie does not come along from there; it is refused all the same. */
export function isForeign(request: Request): boolean {
  const origin = request.headers.get("origin");
  return origin !== null && origin !== new URL(absolute("/")).origin;
}
