import "server-only";
import { type Payees, stripePayees } from "@/lib/gateway/stripe/payees";
import { stripeProvider } from "@/lib/gateway/stripe/provider";
import type { PaymentProvider } from "@/lib/gateway/stripe/types";
import { environment } from "./env";
import { once } from "./once";

/** The payment provider of this installation. */
export const payments = (): PaymentProvider => once("payments", () => stripeProvider(environment().stripe));

/** The same provider, where distributors are paid. */
export const payees = (): Payees => once("payees", () => stripePayees(environment().stripe));
