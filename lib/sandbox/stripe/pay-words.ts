import type { Locale } from "@/lib/kernel/locale";
import type { CardProblem, Decline } from "./card";

type Words = {
  readonly pay: (company: string) => string;
  readonly button: (amount: string) => string;
  readonly back: string;
  readonly summary: string;
  readonly quantity: (count: number) => string;
  readonly total: string;
  readonly heading: string;
  readonly email: string;
  readonly number: string;
  readonly expiry: string;
  readonly expiryHint: string;
  readonly cvc: string;
  readonly cvcHint: string;
  readonly name: string;
  readonly secure: string;
  readonly testMode: string;
  readonly testHelp: string;
  readonly testCards: readonly (readonly [number: string, meaning: string])[];
  readonly fix: string;
  readonly expired: { readonly title: string; readonly text: string };
  readonly done: { readonly title: string; readonly text: string; readonly link: string };
  readonly unknown: { readonly title: string; readonly text: string };
  readonly bank: {
    readonly title: string;
    readonly text: (amount: string, company: string) => string;
    readonly card: (last4: string) => string;
    readonly approve: string;
    readonly refuse: string;
  };
  readonly problems: Record<CardProblem, string>;
  readonly declines: Record<Decline | "authentication_failed", string>;
};

/** Every sentence of the pay page, per language. */
export const WORDS = {
  fr: {
    pay: (company) => `Payer ${company}`,
    button: (amount) => `Payer ${amount}`,
    back: "Revenir à la boutique",
    summary: "Votre commande",
    quantity: (count) => `Quantité : ${count}`,
    total: "Total à payer",
    heading: "Payer par carte",
    email: "Adresse e-mail",
    number: "Numéro de carte",
    expiry: "Date d’expiration",
    expiryHint: "MM / AA",
    cvc: "Code de sécurité",
    cvcHint: "3 chiffres",
    name: "Nom du titulaire de la carte",
    secure: "Vos données de carte ne sont transmises qu’au prestataire de paiement. La boutique ne les voit jamais.",
    testMode: "Mode test : aucune carte n’est débitée.",
    testHelp: "Cartes de test",
    testCards: [
      ["4242 4242 4242 4242", "le paiement est accepté"],
      ["4000 0025 0000 3155", "la banque demande une authentification"],
      ["4000 0000 0000 0002", "la carte est refusée"],
    ],
    fix: "Le paiement n’a pas pu être envoyé. Vérifiez les champs signalés.",
    expired: { title: "Cette page de paiement a expiré", text: "Rien n’a été débité. Revenez à la boutique pour reprendre votre commande." },
    done: { title: "Cette commande est déjà payée", text: "Le paiement a été reçu une seule fois.", link: "Voir ma commande" },
    unknown: { title: "Page de paiement introuvable", text: "L’adresse est incomplète ou ne correspond à aucun paiement." },
    bank: {
      title: "Confirmez votre paiement",
      text: (amount, company) => `${company} demande un paiement de ${amount}.`,
      card: (last4) => `Carte se terminant par ${last4}`,
      approve: "Confirmer le paiement",
      refuse: "Refuser",
    },
    problems: {
      number_missing: "Indiquez le numéro de votre carte.",
      number_incomplete: "Le numéro de carte est incomplet.",
      number_wrong: "Ce numéro de carte n’est pas valable. Vérifiez les chiffres.",
      number_not_a_test_card: "Ceci est un environnement de test : utilisez une carte de test, par exemple 4242 4242 4242 4242.",
      expiry_missing: "Indiquez la date d’expiration.",
      expiry_unreadable: "Indiquez le mois et l’année, par exemple 09 / 30.",
      expiry_past: "Cette carte a expiré.",
      cvc_missing: "Indiquez le code de sécurité.",
      cvc_short: "Le code de sécurité est incomplet : 3 chiffres au dos de la carte, 4 sur une American Express.",
      name_missing: "Indiquez le nom inscrit sur la carte.",
    },
    declines: {
      generic_decline: "Votre banque a refusé la carte. Essayez une autre carte ou contactez votre banque.",
      insufficient_funds: "La provision de la carte est insuffisante. Essayez une autre carte.",
      lost_card: "Votre banque a refusé la carte. Essayez une autre carte.",
      expired_card: "Votre banque signale une carte expirée. Essayez une autre carte.",
      incorrect_cvc: "Le code de sécurité n’est pas le bon. Vérifiez-le et réessayez.",
      processing_error: "La banque n’a pas pu traiter le paiement. Réessayez dans un instant.",
      authentication_failed: "Votre banque n’a pas confirmé le paiement. Réessayez ou choisissez une autre carte.",
    },
  },
  en: {
    pay: (company) => `Pay ${company}`,
    button: (amount) => `Pay ${amount}`,
    back: "Back to the shop",
    summary: "Your order",
    quantity: (count) => `Quantity: ${count}`,
    total: "Total to pay",
    heading: "Pay by card",
    email: "Email address",
    number: "Card number",
    expiry: "Expiry date",
    expiryHint: "MM / YY",
    cvc: "Security code",
    cvcHint: "3 digits",
    name: "Name on card",
    secure: "Your card details go to the payment provider only. The shop never sees them.",
    testMode: "Test mode: no card is charged.",
    testHelp: "Test cards",
    testCards: [
      ["4242 4242 4242 4242", "the payment is accepted"],
      ["4000 0025 0000 3155", "the bank asks for authentication"],
      ["4000 0000 0000 0002", "the card is declined"],
    ],
    fix: "The payment could not be sent. Check the marked fields.",
    expired: { title: "This payment page has expired", text: "Nothing was charged. Go back to the shop to take up your order again." },
    done: { title: "This order is already paid", text: "The payment was received once only.", link: "See my order" },
    unknown: { title: "Payment page not found", text: "The address is incomplete or belongs to no payment." },
    bank: {
      title: "Confirm your payment",
      text: (amount, company) => `${company} asks for a payment of ${amount}.`,
      card: (last4) => `Card ending in ${last4}`,
      approve: "Confirm the payment",
      refuse: "Refuse",
    },
    problems: {
      number_missing: "Enter your card number.",
      number_incomplete: "The card number is incomplete.",
      number_wrong: "This card number is not valid. Check the digits.",
      number_not_a_test_card: "This is a test environment: use a test card, for example 4242 4242 4242 4242.",
      expiry_missing: "Enter the expiry date.",
      expiry_unreadable: "Enter month and year, for example 09 / 30.",
      expiry_past: "This card has expired.",
      cvc_missing: "Enter the security code.",
      cvc_short: "The security code is incomplete: 3 digits on the back of the card, 4 on an American Express.",
      name_missing: "Enter the name on the card.",
    },
    declines: {
      generic_decline: "Your bank declined the card. Try another card or contact your bank.",
      insufficient_funds: "The card has insufficient funds. Try another card.",
      lost_card: "Your bank declined the card. Try another card.",
      expired_card: "Your bank reports an expired card. Try another card.",
      incorrect_cvc: "The security code is incorrect. Check it and try again.",
      processing_error: "The bank could not process the payment. Try again in a moment.",
      authentication_failed: "Your bank did not confirm the payment. Try again or use another card.",
    },
  },
} as const satisfies Record<Locale, Words>;
