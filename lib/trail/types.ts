import type { Id, IdKind, MemberId } from "@/lib/kernel/id";

/** Something that was done. */
export type Deed = {
  /** Made by the caller where it makes the deed one, however often it is sent; left out: a new one. */
  readonly id?: Id<"trail">;
  /** An operator, or who else can act. */
  readonly actor: MemberId | "terminal" | "job";
  /** `order.noted`: the noun, then what was done to it. */
  readonly action: `${string}.${string}`;
  readonly subject: Id<IdKind> | (string & {});
  /** Ids and values only. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** In the operator's words. */
  readonly reason?: string | undefined;
  readonly at: Date;
};
