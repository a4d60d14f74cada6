CREATE TYPE "public"."product_status" AS ENUM('draft', 'active', 'archived');--> statement-breakpoint
CREATE TYPE "public"."ledger_account" AS ENUM('credit_available', 'credit_held', 'earnings_available', 'earnings_held', 'cashback_expense', 'wallet_redemption', 'payouts', 'adjustments');--> statement-breakpoint
CREATE TYPE "public"."member_role" AS ENUM('customer', 'distributor');--> statement-breakpoint
CREATE TYPE "public"."member_status" AS ENUM('active', 'suspended', 'closed', 'merged', 'erased');--> statement-breakpoint
CREATE TYPE "public"."dispute_status" AS ENUM('inquiry', 'open', 'won', 'lost');--> statement-breakpoint
CREATE TYPE "public"."order_status" AS ENUM('placed', 'paid', 'fulfilled', 'expired', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."refund_kind" AS ENUM('lines', 'shipping', 'amount', 'late_payment', 'provider', 'dispute');--> statement-breakpoint
CREATE TYPE "public"."refund_status" AS ENUM('accepted', 'sent', 'done', 'owed', 'settled_otherwise', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."sponsor_source" AS ENUM('binding', 'cart', 'remembered', 'answer', 'nobody');--> statement-breakpoint
CREATE TYPE "public"."stage" AS ENUM('direct', 'viral', 'organic', 'self');--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"hits" integer NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"device" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_tokens" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cart_lines" (
	"cart_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"seen_price_minor" bigint NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cart_lines_cart_id_variant_id_pk" PRIMARY KEY("cart_id","variant_id"),
	CONSTRAINT "a_cart_holds_whole_things" CHECK ("cart_lines"."quantity" between 1 and 999)
);
--> statement-breakpoint
CREATE TABLE "carts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"shop_member_id" uuid,
	"member_id" uuid,
	"answer_member_id" uuid,
	"locale" text NOT NULL,
	"currency" char(3) NOT NULL,
	"draft" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "collections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"title" jsonb NOT NULL,
	"summary" jsonb,
	"picture" text,
	"position" integer NOT NULL,
	"rate_bps" integer,
	CONSTRAINT "a_collection_has_its_own_address" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "pictures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"product_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"file" text NOT NULL,
	"source_url" text,
	"alt" jsonb NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"placeholder" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "price_history" (
	"variant_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"price_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	CONSTRAINT "price_history_variant_id_since_pk" PRIMARY KEY("variant_id","since")
);
--> statement-breakpoint
CREATE TABLE "product_collections" (
	"product_id" uuid NOT NULL,
	"collection_id" uuid NOT NULL,
	CONSTRAINT "product_collections_product_id_collection_id_pk" PRIMARY KEY("product_id","collection_id")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"status" "product_status" NOT NULL,
	"title" jsonb NOT NULL,
	"summary" jsonb,
	"description" jsonb,
	"details" jsonb,
	"options" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"vendor" text DEFAULT '' NOT NULL,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"vat_bps" integer NOT NULL,
	"rate_bps" integer,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "a_product_has_its_own_address" UNIQUE("slug"),
	CONSTRAINT "a_vat_rate_is_a_rate" CHECK ("products"."vat_bps" between 0 and 10000),
	CONSTRAINT "a_product_rate_is_a_rate" CHECK ("products"."rate_bps" between 0 and 10000)
);
--> statement-breakpoint
CREATE TABLE "stock" (
	"variant_id" uuid PRIMARY KEY NOT NULL,
	"on_hand" integer NOT NULL,
	"reserved" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "a_reservation_is_not_negative" CHECK ("stock"."reserved" >= 0)
);
--> statement-breakpoint
CREATE TABLE "variants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"product_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"sku" text NOT NULL,
	"option_values" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"price_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"grams" integer DEFAULT 0 NOT NULL,
	"net_amount" integer,
	"net_unit" text,
	"barcode" text,
	"picture_id" uuid,
	"cv_minor" bigint,
	"bv_minor" bigint,
	"tracked" boolean DEFAULT true NOT NULL,
	CONSTRAINT "a_sku_is_one_variant" UNIQUE("sku"),
	CONSTRAINT "a_price_is_not_negative" CHECK ("variants"."price_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ledger_accounts" (
	"owner_id" uuid NOT NULL,
	"account" "ledger_account" NOT NULL,
	"currency" char(3) NOT NULL,
	"balance_minor" bigint DEFAULT 0 NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "ledger_accounts_owner_id_account_currency_pk" PRIMARY KEY("owner_id","account","currency"),
	CONSTRAINT "only_members_have_balances" CHECK ("ledger_accounts"."account" in ('credit_available', 'credit_held', 'earnings_available', 'earnings_held')),
	CONSTRAINT "a_held_amount_is_not_negative" CHECK ("ledger_accounts"."account" not in ('credit_held', 'earnings_held') or "ledger_accounts"."balance_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ledger_days" (
	"day" text NOT NULL,
	"account" "ledger_account" NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	"entries" bigint NOT NULL,
	CONSTRAINT "ledger_days_day_account_currency_pk" PRIMARY KEY("day","account","currency")
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"owner_id" uuid NOT NULL,
	"transaction_id" uuid NOT NULL,
	"scope" uuid NOT NULL,
	"position" smallint NOT NULL,
	"account" "ledger_account" NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	"version" bigint,
	"balance_after_minor" bigint,
	CONSTRAINT "ledger_entries_scope_transaction_id_position_owner_id_pk" PRIMARY KEY("scope","transaction_id","position","owner_id"),
	CONSTRAINT "an_entry_moves_something" CHECK ("ledger_entries"."amount_minor" <> 0),
	CONSTRAINT "wallet_entries_have_versions" CHECK (("ledger_entries"."account" in ('credit_available', 'credit_held', 'earnings_available', 'earnings_held')) = ("ledger_entries"."version" is not null and "ledger_entries"."balance_after_minor" is not null))
);
--> statement-breakpoint
CREATE TABLE "ledger_transactions" (
	"id" uuid NOT NULL,
	"scope" uuid NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"currency" char(3) NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"posted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ledger_transactions_scope_id_pk" PRIMARY KEY("scope","id")
);
--> statement-breakpoint
CREATE TABLE "attribution_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"member_id" uuid NOT NULL,
	"from_id" uuid,
	"to_id" uuid,
	"order_id" uuid,
	"by_member_id" uuid,
	"occurred_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "handles" (
	"handle" text PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"current" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "a_handle_is_well_formed" CHECK ("handles"."handle" ~ '^[a-z](-?[a-z0-9])+$' and length("handles"."handle") between 3 and 30)
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"role" "member_role" DEFAULT 'customer' NOT NULL,
	"status" "member_status" DEFAULT 'active' NOT NULL,
	"email" text,
	"first_name" text DEFAULT '' NOT NULL,
	"last_name" text DEFAULT '' NOT NULL,
	"town" text DEFAULT '' NOT NULL,
	"locale" text DEFAULT 'fr' NOT NULL,
	"external_id" text,
	"listed" boolean DEFAULT false NOT NULL,
	"status_label" text DEFAULT '' NOT NULL,
	"picture" text,
	"words" jsonb,
	"favourites" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"parent_id" uuid,
	"binding_sponsor_id" uuid,
	"binding_order_id" uuid,
	"binding_started_at" timestamp with time zone,
	"binding_until" timestamp with time zone,
	"merged_into" uuid,
	"claimed_at" timestamp with time zone,
	"enrolled_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "nobody_is_their_own_parent" CHECK ("members"."parent_id" is distinct from "members"."id"),
	CONSTRAINT "nobody_is_their_own_sponsor" CHECK ("members"."binding_sponsor_id" is distinct from "members"."id"),
	CONSTRAINT "a_merged_member_has_a_survivor" CHECK (("members"."status" = 'merged') = ("members"."merged_into" is not null))
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"order_id" uuid,
	"details" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"message_id" uuid NOT NULL,
	"destination" text NOT NULL,
	"attempt" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"request" jsonb,
	"response" jsonb,
	"outcome" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"topic" text NOT NULL,
	"key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"relayed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "payment_events" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trail" (
	"id" uuid PRIMARY KEY NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"occurred_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trail_notes" (
	"trail_id" uuid PRIMARY KEY NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"status" "dispute_status" NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"held" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_contacts" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"street" text NOT NULL,
	"street2" text DEFAULT '' NOT NULL,
	"postal_code" text NOT NULL,
	"city" text NOT NULL,
	"country" char(2) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"product_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"sku" text NOT NULL,
	"title" jsonb NOT NULL,
	"choice" jsonb,
	"picture" text,
	"quantity" integer NOT NULL,
	"unit_minor" bigint NOT NULL,
	"discount_minor" bigint NOT NULL,
	"goods_minor" bigint NOT NULL,
	"vat_bps" integer NOT NULL,
	"rate_bps" integer NOT NULL,
	"credit_minor" bigint NOT NULL,
	"base_minor" bigint NOT NULL,
	"cv_minor" bigint NOT NULL,
	"bv_minor" bigint NOT NULL,
	CONSTRAINT "a_line_adds_up" CHECK ("order_lines"."unit_minor" * "order_lines"."quantity" - "order_lines"."discount_minor" = "order_lines"."goods_minor")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"cart_id" uuid,
	"status" "order_status" NOT NULL,
	"locale" text NOT NULL,
	"time_zone" text NOT NULL,
	"currency" char(3) NOT NULL,
	"goods_minor" bigint NOT NULL,
	"discount_minor" bigint NOT NULL,
	"shipping_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"credit_minor" bigint NOT NULL,
	"credit_earnings_minor" bigint NOT NULL,
	"card_minor" bigint NOT NULL,
	"vat" jsonb NOT NULL,
	"shipping_method" text NOT NULL,
	"buyer_id" uuid NOT NULL,
	"buyer_role" "member_role" NOT NULL,
	"shop_member_id" uuid,
	"sponsor_id" uuid,
	"sponsor_source" "sponsor_source" NOT NULL,
	"stage" "stage" NOT NULL,
	"sharer_id" uuid,
	"distributor_chain" uuid[] NOT NULL,
	"plan_version" integer NOT NULL,
	"binding" text NOT NULL,
	"base_minor" bigint NOT NULL,
	"pool_minor" bigint NOT NULL,
	"part_buyer_minor" bigint NOT NULL,
	"part_sharer_minor" bigint NOT NULL,
	"part_distributor_minor" bigint NOT NULL,
	"part_company_minor" bigint NOT NULL,
	"session_id" text,
	"session_url" text,
	"payment_id" text,
	"placed_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"fulfilled_at" timestamp with time zone,
	"distributor_id" uuid,
	CONSTRAINT "tenders_add_up" CHECK ("orders"."credit_minor" + "orders"."card_minor" = "orders"."total_minor"),
	CONSTRAINT "the_total_adds_up" CHECK ("orders"."goods_minor" + "orders"."shipping_minor" = "orders"."total_minor"),
	CONSTRAINT "no_negative_amounts" CHECK (least("orders"."goods_minor", "orders"."discount_minor", "orders"."shipping_minor", "orders"."credit_minor", "orders"."card_minor", "orders"."credit_earnings_minor") >= 0),
	CONSTRAINT "credit_pays_for_goods_first" CHECK ("orders"."credit_earnings_minor" <= "orders"."credit_minor"),
	CONSTRAINT "parts_add_up_to_the_pool" CHECK ("orders"."part_buyer_minor" + "orders"."part_sharer_minor" + "orders"."part_distributor_minor" + "orders"."part_company_minor" = "orders"."pool_minor"),
	CONSTRAINT "nobody_sponsors_themselves" CHECK ("orders"."sponsor_id" is distinct from "orders"."buyer_id" or "orders"."stage" = 'self')
);
--> statement-breakpoint
CREATE TABLE "refund_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"refund_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"goods_minor" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"kind" "refund_kind" NOT NULL,
	"status" "refund_status" NOT NULL,
	"currency" char(3) NOT NULL,
	"goods_minor" bigint NOT NULL,
	"shipping_minor" bigint NOT NULL,
	"wallet_minor" bigint NOT NULL,
	"card_minor" bigint NOT NULL,
	"provider_refund_id" text,
	"failure" text,
	"requested_by" uuid,
	"accepted_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "a_refund_adds_up" CHECK ("refunds"."kind" = 'dispute' or "refunds"."goods_minor" + "refunds"."shipping_minor" = "refunds"."wallet_minor" + "refunds"."card_minor")
);
--> statement-breakpoint
CREATE TABLE "plan_versions" (
	"version" integer PRIMARY KEY NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"definition" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "one_plan_starts_at_a_time" UNIQUE("starts_at")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cart_lines" ADD CONSTRAINT "cart_lines_cart_id_carts_id_fk" FOREIGN KEY ("cart_id") REFERENCES "public"."carts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_collections" ADD CONSTRAINT "product_collections_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_collections" ADD CONSTRAINT "product_collections_collection_id_collections_id_fk" FOREIGN KEY ("collection_id") REFERENCES "public"."collections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_picture_id_pictures_id_fk" FOREIGN KEY ("picture_id") REFERENCES "public"."pictures"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_by_member" ON "sessions" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "carts_by_age" ON "carts" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "carts_by_member" ON "carts" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "pictures_have_an_order" ON "pictures" USING btree ("product_id","position");--> statement-breakpoint
CREATE INDEX "product_collections_by_collection" ON "product_collections" USING btree ("collection_id");--> statement-breakpoint
CREATE UNIQUE INDEX "variants_have_an_order" ON "variants" USING btree ("product_id","position");--> statement-breakpoint
CREATE INDEX "ledger_days_by_account" ON "ledger_days" USING btree ("account","day");--> statement-breakpoint
CREATE UNIQUE INDEX "a_version_is_one_entry" ON "ledger_entries" USING btree ("owner_id","account","currency","version") WHERE "ledger_entries"."version" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "a_business_key_posts_once" ON "ledger_transactions" USING btree ("scope","key");--> statement-breakpoint
CREATE INDEX "attribution_events_by_member" ON "attribution_events" USING btree ("member_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "a_member_has_one_current_handle" ON "handles" USING btree ("member_id") WHERE "handles"."current";--> statement-breakpoint
CREATE UNIQUE INDEX "an_address_is_one_member" ON "members" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "an_external_id_is_one_member" ON "members" USING btree ("external_id");--> statement-breakpoint
CREATE INDEX "members_by_parent" ON "members" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "alerts_that_are_open" ON "alerts" USING btree ("created_at") WHERE "alerts"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "alerts_by_order" ON "alerts" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "deliveries_by_message" ON "deliveries" USING btree ("message_id","id");--> statement-breakpoint
CREATE INDEX "outbox_that_waits" ON "outbox" USING btree ("id") WHERE "outbox"."relayed_at" is null;--> statement-breakpoint
CREATE INDEX "trail_by_subject" ON "trail" USING btree ("subject","id");--> statement-breakpoint
CREATE INDEX "disputes_by_order" ON "disputes" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "order_lines_have_an_order" ON "order_lines" USING btree ("order_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "an_order_number_is_one_order" ON "orders" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "a_payment_session_is_one_order" ON "orders" USING btree ("session_id") WHERE "orders"."session_id" is not null;--> statement-breakpoint
CREATE INDEX "orders_by_buyer" ON "orders" USING btree ("buyer_id","id");--> statement-breakpoint
CREATE INDEX "orders_that_wait" ON "orders" USING btree ("placed_at") WHERE "orders"."status" = 'placed';--> statement-breakpoint
CREATE UNIQUE INDEX "a_cart_has_one_placed_order" ON "orders" USING btree ("cart_id") WHERE "orders"."status" = 'placed';--> statement-breakpoint
CREATE INDEX "refund_lines_by_refund" ON "refund_lines" USING btree ("refund_id");--> statement-breakpoint
CREATE INDEX "refund_lines_by_line" ON "refund_lines" USING btree ("order_line_id");--> statement-breakpoint
CREATE INDEX "refunds_by_order" ON "refunds" USING btree ("order_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "a_provider_refund_is_one_refund" ON "refunds" USING btree ("provider_refund_id") WHERE "refunds"."provider_refund_id" is not null;