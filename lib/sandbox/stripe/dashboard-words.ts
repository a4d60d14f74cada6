import type { Locale } from "@/lib/kernel/locale";

type Words = {
  readonly title: string;
  readonly note: (company: string) => string;
  readonly webhooks: (mode: string) => string;
  readonly noAddress: string;
  readonly nothing: string;
  readonly otherLanguage: { readonly href: string; readonly label: string };
  readonly tables: Record<"sessions" | "charges" | "refunds" | "disputes" | "deliveries", { readonly title: string; readonly heads: readonly string[] }>;
  readonly buttons: Record<"pay" | "refund" | "contest" | "won" | "lost" | "redeliver", string>;
  readonly declined: (code: string) => string;
  readonly origin: { readonly shop: string; readonly here: string };
};

/** Every word of the dashboard, per language. States and types stay Stripe's own words. */
export const DASHBOARD_WORDS = {
  fr: {
    title: "Bac à sable de paiement",
    note: (company) => `${company}. Environnement de test : aucune carte n’est débitée.`,
    webhooks: (mode) => `Webhooks (${mode}) vers`,
    noAddress: "aucune adresse",
    nothing: "Rien pour l’instant.",
    otherLanguage: { href: "/en", label: "English" },
    tables: {
      sessions: { title: "Pages de paiement", heads: ["Ouverte", "Montant", "État", "Client", "Commande", ""] },
      charges: { title: "Paiements", heads: ["Reçu", "Montant", "Remboursé", "Carte", "Paiement", ""] },
      refunds: { title: "Remboursements", heads: ["Fait", "Montant", "État", "Demandé par", "Remboursement"] },
      disputes: { title: "Litiges", heads: ["Ouvert", "Montant", "État", "Motif", "Litige", ""] },
      deliveries: { title: "Webhooks", heads: ["Événement", "État", "Envois", "Dernière réponse", ""] },
    },
    buttons: { pay: "Payer", refund: "Rembourser", contest: "Contester", won: "Gagné", lost: "Perdu", redeliver: "Renvoyer" },
    declined: (code) => `refusé (${code})`,
    origin: { shop: "la boutique", here: "ce tableau de bord" },
  },
  en: {
    title: "Payment sandbox",
    note: (company) => `${company}. Test environment: no card is charged.`,
    webhooks: (mode) => `Webhooks (${mode}) to`,
    noAddress: "no address",
    nothing: "Nothing yet.",
    otherLanguage: { href: "/", label: "Français" },
    tables: {
      sessions: { title: "Payment pages", heads: ["Opened", "Amount", "State", "Customer", "Order", ""] },
      charges: { title: "Payments", heads: ["Received", "Amount", "Refunded", "Card", "Payment", ""] },
      refunds: { title: "Refunds", heads: ["Made", "Amount", "State", "Asked by", "Refund"] },
      disputes: { title: "Disputes", heads: ["Opened", "Amount", "State", "Reason", "Dispute", ""] },
      deliveries: { title: "Webhooks", heads: ["Event", "State", "Sent", "Last answer", ""] },
    },
    buttons: { pay: "Pay", refund: "Refund", contest: "Dispute", won: "Won", lost: "Lost", redeliver: "Send again" },
    declined: (code) => `declined (${code})`,
    origin: { shop: "the shop", here: "this dashboard" },
  },
} as const satisfies Record<Locale, Words>;
