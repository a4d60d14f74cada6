import { rootAt } from "@/lib/kernel/address";
import { Missing } from "../../_components/missing";

/** No such thing under this address. */
export default function NotFound() {
  return <Missing root={rootAt(2)} />;
}
