CREATE TYPE "public"."import_state" AS ENUM('waiting', 'running', 'imported', 'rehearsed', 'refused', 'cancelled', 'failed');--> statement-breakpoint
CREATE TYPE "public"."stock_reason" AS ENUM('received', 'returned', 'counted', 'damaged', 'import', 'other');--> statement-breakpoint
CREATE TABLE "import_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"file" "bytea",
	"file_bytes" integer NOT NULL,
	"state" "import_state" NOT NULL,
	"dry_run" boolean NOT NULL,
	"skip_bad" boolean NOT NULL,
	"vat_bps" integer NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"step" text DEFAULT 'check' NOT NULL,
	"done_bytes" integer DEFAULT 0 NOT NULL,
	"cancel_asked_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"report" jsonb
);
--> statement-breakpoint
CREATE TABLE "saved_filters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"page" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stock_movements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"variant_id" uuid NOT NULL,
	"delta" integer NOT NULL,
	"on_hand" integer NOT NULL,
	"reason" "stock_reason" NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "import_runs_by_time" ON "import_runs" USING btree ("asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "a_saved_filter_has_its_own_name" ON "saved_filters" USING btree ("owner_id","page","name");--> statement-breakpoint
CREATE INDEX "stock_movements_of_a_variant" ON "stock_movements" USING btree ("variant_id","id");--> statement-breakpoint
create trigger a_stock_movement_is_history before update or delete on stock_movements for each row execute function refuse_change();
