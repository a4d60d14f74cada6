CREATE TYPE "public"."invoice_kind" AS ENUM('invoice', 'credit_note', 'credit_note_cancelled');--> statement-breakpoint
CREATE TYPE "public"."return_evidence" AS ENUM('none', 'goods', 'proof');--> statement-breakpoint
CREATE TABLE "invoice_counters" (
	"series" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	"last_issued_at" timestamp with time zone NOT NULL,
	CONSTRAINT "invoice_counters_series_year_pk" PRIMARY KEY("series","year")
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "invoice_kind" NOT NULL,
	"series" text NOT NULL,
	"year" integer NOT NULL,
	"sequence" integer NOT NULL,
	"number" text NOT NULL,
	"order_id" uuid NOT NULL,
	"refund_id" uuid,
	"issued_at" timestamp with time zone NOT NULL,
	"content" jsonb NOT NULL,
	CONSTRAINT "an_invoice_is_of_an_order_and_the_rest_of_a_refund" CHECK (("invoices"."kind" = 'invoice') = ("invoices"."refund_id" is null))
);
--> statement-breakpoint
CREATE TABLE "withdrawal_contacts" (
	"withdrawal_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"proof" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "withdrawal_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"withdrawal_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"quantity" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "withdrawals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"locale" text NOT NULL,
	"declared_at" timestamp with time zone NOT NULL,
	"whole" boolean NOT NULL,
	"shipping_minor" bigint NOT NULL,
	"refund_by" timestamp with time zone NOT NULL,
	"evidence" "return_evidence",
	"evidence_at" timestamp with time zone,
	"evidence_by" uuid,
	"refund_id" uuid,
	"nothing_left" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "a_number_is_one_invoice" ON "invoices" USING btree ("series","year","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "an_invoice_number_is_one_invoice" ON "invoices" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "an_order_has_one_invoice" ON "invoices" USING btree ("order_id") WHERE "invoices"."kind" = 'invoice';--> statement-breakpoint
CREATE UNIQUE INDEX "a_refund_has_one_document_of_a_kind" ON "invoices" USING btree ("refund_id","kind") WHERE "invoices"."refund_id" is not null;--> statement-breakpoint
CREATE INDEX "invoices_by_order" ON "invoices" USING btree ("order_id","issued_at");--> statement-breakpoint
CREATE UNIQUE INDEX "a_withdrawal_names_a_line_once" ON "withdrawal_lines" USING btree ("withdrawal_id","order_line_id");--> statement-breakpoint
CREATE INDEX "withdrawals_by_order" ON "withdrawals" USING btree ("order_id","declared_at");--> statement-breakpoint
CREATE INDEX "withdrawals_that_wait" ON "withdrawals" USING btree ("refund_by") WHERE "withdrawals"."refund_id" is null and not "withdrawals"."nothing_left";--> statement-breakpoint
CREATE UNIQUE INDEX "a_refund_ends_one_withdrawal" ON "withdrawals" USING btree ("refund_id") WHERE "withdrawals"."refund_id" is not null;--> statement-breakpoint
create trigger an_invoice_is_final before update or delete on invoices for each row execute function refuse_change();--> statement-breakpoint
create trigger an_invoice_stays before truncate on invoices for each statement execute function refuse_change();--> statement-breakpoint
create trigger a_counter_stays before delete or truncate on invoice_counters for each statement execute function refuse_change();
