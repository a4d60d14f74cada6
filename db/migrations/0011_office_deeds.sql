CREATE TABLE "adjustment_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"wallet" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"approved" boolean,
	CONSTRAINT "a_second_person_approves" CHECK ("adjustment_requests"."approved" is not true or ("adjustment_requests"."decided_by" is not null and "adjustment_requests"."decided_by" <> "adjustment_requests"."requested_by")),
	CONSTRAINT "a_decision_has_its_moment" CHECK (("adjustment_requests"."approved" is null) = ("adjustment_requests"."decided_at" is null)),
	CONSTRAINT "an_adjustment_moves_something" CHECK ("adjustment_requests"."amount_minor" <> 0),
	CONSTRAINT "an_adjustment_names_a_wallet" CHECK ("adjustment_requests"."wallet" in ('credit', 'earnings'))
);
--> statement-breakpoint
CREATE TABLE "audits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"report" jsonb,
	"failure" text
);
--> statement-breakpoint
CREATE INDEX "adjustments_that_wait" ON "adjustment_requests" USING btree ("requested_at") WHERE "adjustment_requests"."approved" is null;--> statement-breakpoint
CREATE INDEX "audits_by_time" ON "audits" USING btree ("requested_at");--> statement-breakpoint
CREATE INDEX "outbox_by_order" ON "outbox" USING btree (("payload" ->> 'order'));--> statement-breakpoint
CREATE INDEX "outbox_by_refund" ON "outbox" USING btree (("payload" ->> 'refund')) WHERE "outbox"."payload" ->> 'refund' is not null;--> statement-breakpoint
CREATE INDEX "trail_by_actor" ON "trail" USING btree ("actor","id");--> statement-breakpoint
CREATE INDEX "trail_by_action" ON "trail" USING btree ("action" text_pattern_ops,"id");--> statement-breakpoint
CREATE INDEX "trail_notes_by_words" ON "trail_notes" USING gin ("text" gin_trgm_ops);