import type { FieldReason } from "@/lib/checkout/types";

/** The sentences of the checkout's form. */
export type CheckoutTexts = Readonly<Record<
  | "contact" | "email" | "emailHint" | "name" | "street" | "postalCode" | "city" | "country" | "phone" | "suggestions" | "filledIn" | "deliveryTitle" | "free" | "notThere"
  | "creditTitle" | "creditNone" | "creditAll" | "creditAmount" | "creditAmountLabel" | "creditBelowZero" | "creditAvailable"
  | "answerTitle" | "answerHint" | "answerHandle" | "answerNobody" | "answerFound" | "answerNone"
  | "neutral" | "delivery" | "total" | "vatOf" | "credit" | "card" | "creditPaysAll" | "pay" | "paying" | FieldReason, string>>;
