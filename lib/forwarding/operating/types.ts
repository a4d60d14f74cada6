import type { Exchange } from "@/lib/gateway/commission";
import type { Id, MessageId, OrderId } from "@/lib/kernel/id";

/** One exchange with the other side as it was kept: secrets masked, bodies capped; those of settled messages are emptied. */
export type KeptExchange = Pick<Exchange, "request" | "response" | "failure" | "startedAt" | "finishedAt"> & {
  readonly id: Id<"delivery">;
  readonly attempt: number;
  /** `looked`: asked whether an earlier attempt had arrived. */
  readonly outcome: string;
};

/** A message as operators look at it. */
export type MessageView = {
  readonly id: MessageId;
  readonly topic: string;
  readonly createdAt: Date;
  /** The order that it is about, if any. */
  readonly order: { readonly id: OrderId; readonly number: string } | null;
  /** The other side's own id of it, once it is in effect there. */
  readonly reference: string | null;
  /** Oldest first, the last 50. */
  readonly exchanges: readonly KeptExchange[];
};
