CREATE TYPE "public"."difference_kind" AS ENUM('missing', 'double', 'other_amount', 'other_distributor', 'unknown');--> statement-breakpoint
CREATE TYPE "public"."operator_role" AS ENUM('owner', 'finance', 'catalogue', 'support');--> statement-breakpoint
CREATE TABLE "api_replies" (
	"key" text PRIMARY KEY NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer NOT NULL,
	"body" text NOT NULL,
	"problem" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "a_token_is_one_token" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "destinations" (
	"name" text PRIMARY KEY NOT NULL,
	"paused_at" timestamp with time zone,
	"paused_by" uuid,
	"broken_since" timestamp with time zone,
	"broken_until" timestamp with time zone,
	"broken_why" text
);
--> statement-breakpoint
CREATE TABLE "differences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reconciliation_id" uuid NOT NULL,
	"kind" "difference_kind" NOT NULL,
	"order_number" text NOT NULL,
	"order_id" uuid,
	"ours" jsonb,
	"theirs" jsonb,
	"resent_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "forwarded" (
	"message_id" uuid PRIMARY KEY NOT NULL,
	"destination" text NOT NULL,
	"reference" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"destination" text NOT NULL,
	"from_day" text NOT NULL,
	"to_day" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"failure" text,
	"compared" integer DEFAULT 0 NOT NULL,
	"under_way" integer DEFAULT 0 NOT NULL,
	"days" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operators" (
	"member_id" uuid PRIMARY KEY NOT NULL,
	"role" "operator_role" NOT NULL,
	"appointed_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "api_replies_by_age" ON "api_replies" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "differences_of_a_reconciliation" ON "differences" USING btree ("reconciliation_id","id");--> statement-breakpoint
CREATE INDEX "reconciliations_newest" ON "reconciliations" USING btree ("started_at");