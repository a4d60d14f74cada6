CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE INDEX "handles_by_beginning" ON "handles" USING btree ("handle" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "members_by_name" ON "members" USING gin (("first_name" || ' ' || "last_name") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "members_by_address" ON "members" USING btree ("email" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "orders_by_address" ON "order_contacts" USING btree ("email" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "orders_by_name" ON "order_contacts" USING gin ("name" gin_trgm_ops);