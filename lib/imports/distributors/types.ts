import type { MemberId } from "@/lib/kernel/id";

/** A distributor as the company's own system has them. */
export type DistributorRow = {
  /** Line of the file, 1 when there is no file. */
  readonly line: number;
  readonly externalId: string;
  /** Normalised. */
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly town: string;
  /** For example "VDI". */
  readonly statusLabel: string;
  /** Null: the one they have, or one made of the first name. */
  readonly handle: string | null;
  /** The external id of whoever brought them in; null: the company. */
  readonly parent: string | null;
  readonly status: "active" | "suspended" | "closed";
  /** Agreed to be found by name and town. */
  readonly listed: boolean;
};

export type RowReason =
  | "wrong_cells" | "missing" | "too_long" | "not_an_address" | "bad_handle" | "bad_status" | "bad_yes_no"
  | "duplicate_id" | "duplicate_address" | "duplicate_handle" | "address_taken" | "handle_taken"
  | "own_parent" | "unknown_parent" | "bad_parent" | "cycle";

/** Why a row can't be imported. `firstLine`: the row that it repeats. */
export type RowProblem = { readonly line: number; readonly column: string; readonly reason: RowReason; readonly value: string; readonly firstLine?: number };

/** A member that a row may be about, or that stands in its way. */
export type KnownMember = { readonly id: MemberId; readonly externalId: string | null; readonly email: string | null; readonly parentId: MemberId | null };

export type DistributorReport = {
  readonly outcome: "imported" | "rehearsed" | "refused";
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
  readonly moved: number;
  readonly unchanged: number;
  readonly bad: number;
  /** In the order of lines, all of them. */
  readonly problems: readonly RowProblem[];
};
