import { rootAt } from "@/lib/kernel/address";
import { Missing } from "../../_components/missing";

/** No such order under this link. The same for a number that exists and a key that does not fit. */
export default function NotFound() {
  return <Missing root={rootAt(2)} />;
}
