import { boolean, customType, index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { idColumn, moment } from "./columns";

/** Why what stands on a shelf changed by hand. What is sold is told by the orders' lines. */
export const stockReason = pgEnum("stock_reason", ["received", "returned", "counted", "damaged", "import", "other"]);

/** Every change of a shelf that no sale made. Append only; who did it and in which words lies in the trail. */
export const stockMovements = pgTable(
  "stock_movements",
  {
    id: idColumn("movement", "id").primaryKey(),
    variantId: idColumn("variant", "variant_id").notNull(),
    delta: integer("delta").notNull(),
    /** What stood there afterwards. */
    onHand: integer("on_hand").notNull(),
    reason: stockReason("reason").notNull(),
    at: moment("at").notNull(),
  },
  // Serves a variant's movements, newest first.
  (t) => [index("stock_movements_of_a_variant").on(t.variantId, t.id)],
);

export const importState = pgEnum("import_state", ["waiting", "running", "imported", "rehearsed", "refused", "cancelled", "failed"]);

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** A product file that an operator handed in, and what became of it. The file is forgotten once it is through. */
export const importRuns = pgTable(
  "import_runs",
  {
    id: idColumn("import", "id").primaryKey(),
    fileName: text("file_name").notNull(),
    file: bytes("file"),
    fileBytes: integer("file_bytes").notNull(),
    state: importState("state").notNull(),
    dryRun: boolean("dry_run").notNull(),
    skipBad: boolean("skip_bad").notNull(),
    vatBps: integer("vat_bps").notNull(),
    askedBy: idColumn("member", "asked_by").notNull(),
    askedAt: moment("asked_at").notNull(),
    /** How far it is: `check`, then `write`. */
    step: text("step").$type<"check" | "write">().notNull().default("check"),
    doneBytes: integer("done_bytes").notNull().default(0),
    cancelAskedAt: moment("cancel_asked_at"),
    finishedAt: moment("finished_at"),
    report: jsonb("report"),
  },
  // Serves the list of imports, newest first.
  (t) => [index("import_runs_by_time").on(t.askedAt)],
);

/** A choice of a list that an operator keeps under a name. */
export const savedFilters = pgTable(
  "saved_filters",
  {
    id: idColumn("filter", "id").primaryKey(),
    ownerId: idColumn("member", "owner_id").notNull(),
    /** The page of the office. */
    page: text("page").notNull(),
    name: text("name").notNull(),
    query: text("query").notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [uniqueIndex("a_saved_filter_has_its_own_name").on(t.ownerId, t.page, t.name)],
);
