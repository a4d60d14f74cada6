import { rootAt } from "@/lib/kernel/address";
import { Missing } from "../../_components/missing";

export default function NotFound() {
  return <Missing root={rootAt(2)} />;
}
