ALTER TABLE "cart_links" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "cart_links" CASCADE;--> statement-breakpoint
ALTER TABLE "shop_visits" ALTER COLUMN "visits" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "carts" ADD COLUMN "shop_link" text;--> statement-breakpoint
ALTER TABLE "shop_visits" ADD COLUMN "carts" integer DEFAULT 0 NOT NULL;