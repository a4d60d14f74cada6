import type { Locale } from "@/lib/kernel/locale";

/** What the page says around the description, in marked-up sentences of our own: nothing of them comes from outside. */
export type Guide = {
  readonly title: string;
  readonly lead: string;
  readonly other: { readonly locale: Locale; readonly label: string };
  readonly contents: string;
  readonly start: string;
  readonly steps: readonly string[];
  readonly sent: string;
  readonly rules: readonly (readonly [name: string, words: string])[];
  readonly example: string;
  readonly exampleLead: string;
  readonly secret: string;
  readonly receivers: string;
  readonly receiversLead: string;
  readonly messages: string;
  readonly asked: string;
  readonly askedLead: string;
  readonly documents: string;
  readonly documentsLead: string;
  readonly field: string;
  readonly type: string;
  readonly meaning: string;
  readonly optional: string;
  readonly needs: string;
  readonly listOf: string;
};

const TOKEN_COMMAND = "<code>npm run token -- create NAME</code>";

export const GUIDE: Readonly<Record<Locale, Guide>> = {
  fr: {
    title: "La boutique et votre système de commissions",
    lead: 'Version 1. Pour les machines : <a href="openapi.json">openapi.json</a> (OpenAPI 3.1). Les montants sont des unités mineures entières (1234 vaut 12,34 EUR), les heures sont en UTC. Les noms de champs et leurs explications sont en anglais, comme dans la description.',
    other: { locale: "en", label: "English" },
    contents: "Sur cette page",
    start: "Pour commencer",
    steps: [
      "Partagez un secret : <code>whsec_</code> et le base64 d’au moins 24 octets. La boutique le reçoit dans <code>COMMISSION_SECRET</code>, votre adresse dans <code>COMMISSION_API_BASE</code>.",
      "Démarrez un des récepteurs ci-dessous, ou le vôtre, et essayez-le avec la requête d’exemple.",
      "Dans le bureau de la boutique, Réglages puis Systèmes reliés : « Envoyer une vente d’essai » envoie une vente et son retour complet.",
      `Pour poser des questions à la boutique, demandez une clé : elle se crée dans le bureau, ou par ${TOKEN_COMMAND}.`,
    ],
    sent: "Ce que la boutique vous envoie",
    rules: [
      ["Signature.", 'Chaque requête est signée selon <a href="https://www.standardwebhooks.com">Standard Webhooks</a> : <code>webhook-signature</code> est <code>v1,</code> puis le base64 du HMAC-SHA256 de <code>{webhook-id}.{webhook-timestamp}.{corps}</code>, avec le secret partagé. Comparez en temps constant, sur les octets tels qu’ils sont arrivés ; refusez un horodatage qui s’écarte de plus de cinq minutes.'],
      ["Une fois en effet.", "Un message peut revenir. Son <code>id</code> est aussi <code>Idempotency-Key</code> et <code>webhook-id</code>, et son contenu ne change jamais. Gardez les ids : répondez 201 la première fois, 200 avec <code>\"duplicate\": true</code> ensuite, 409 si le contenu diffère."],
      ["Demander avant de renvoyer.", "Après une réponse qui n’est pas arrivée entière, la boutique demande d’abord <code>GET /v1/messages/{id}</code>. Ne répondez 404 avec le code <code>unknown_message</code> que si vous n’avez vraiment rien."],
      ["Nouvel essai.", "Pas de réponse, 5xx, 401, 403, 404, 408, 425 et 429 sont réessayés : après 1 s à 1 h, avec une part de hasard, pendant 24 heures d’essais ; <code>Retry-After</code> est respecté. Quand vous êtes absent, la boutique cesse d’envoyer et essaie un message de temps en temps ; ce temps ne compte pas."],
      ["Refus.", "Tout autre 4xx est votre dernier mot. Le message reste avec votre <code>code</code> et votre <code>detail</code> devant l’équipe de la boutique, qui le renvoie ou le règle à la main. Rien n’est jeté."],
      ["Ordre.", "Les messages d’un même acheteur se suivent : le suivant part quand le précédent est fait. Entre acheteurs, il n’y a pas d’ordre. Un message refusé retient les suivants de son acheteur."],
      ["Retours cumulés.", "Tout ce que dit <code>soFar</code> compte depuis le début : le dernier retour d’une commande suffit."],
      ["Temps.", "Répondez en moins de dix secondes. Les redirections ne sont pas suivies."],
    ],
    example: "Une requête d’exemple",
    exampleLead: "Signée avec le secret ci-dessous, mot pour mot. Un bon récepteur calcule la même signature ; il refuse ensuite l’horodatage, qui est ancien.",
    secret: "Secret",
    receivers: "Des récepteurs qui marchent",
    receiversLead: "Une trentaine de lignes chacun, sans dépendance. Nos tests leur envoient chaque sorte de message, deux fois, et des messages d’inconnus.",
    messages: "Les messages",
    asked: "Ce que vous pouvez demander à la boutique",
    askedLead: `Envoyez <code>Authorization: Bearer</code> et une clé, créée dans le bureau ou par ${TOKEN_COMMAND}. Chaque clé a ses droits et sa fin. Les refus sont des « problem details » (RFC 9457). Une écriture avec <code>Idempotency-Key</code> n’est faite qu’une fois : la même requête reçoit la même réponse, pendant un jour. Chaque réponse dit combien d’appels restent (<code>RateLimit-*</code>).`,
    documents: "Les documents",
    documentsLead: "Chaque champ des messages et des réponses.",
    field: "Champ", type: "Type", meaning: "Sens", optional: "facultatif", needs: "Droit :", listOf: "liste de",
  },
  en: {
    title: "The shop and your commission system",
    lead: 'Version 1. For machines: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1). Amounts are whole minor units (1234 is 12.34 EUR), times are UTC.',
    other: { locale: "fr", label: "Français" },
    contents: "On this page",
    start: "To begin",
    steps: [
      "Share a secret: <code>whsec_</code> and the base64 of at least 24 bytes. The shop is given it as <code>COMMISSION_SECRET</code>, and your address as <code>COMMISSION_API_BASE</code>.",
      "Start one of the receivers below, or your own, and try it with the example request.",
      "In the shop’s office, Settings, then Connected systems: “Send a test sale” sends a sale and its whole return.",
      `To ask the shop, get a token: it is made in the office or by ${TOKEN_COMMAND}.`,
    ],
    sent: "What the shop sends you",
    rules: [
      ["Signature.", 'Every request is signed by the <a href="https://www.standardwebhooks.com">Standard Webhooks</a> specification: <code>webhook-signature</code> is <code>v1,</code> and the base64 of HMAC-SHA256 over <code>{webhook-id}.{webhook-timestamp}.{body}</code>, by the secret that you share. Compare in constant time, over the bytes as they came; refuse timestamps more than five minutes off.'],
      ["Once in effect.", "A message may come again. Its <code>id</code> is the <code>Idempotency-Key</code> and <code>webhook-id</code>, and it always has the same content. Keep the ids: answer 201 the first time, 200 with <code>\"duplicate\": true</code> after that, and 409 if the content differs."],
      ["Look before sending again.", "After an answer that did not arrive whole, the shop asks <code>GET /v1/messages/{id}</code> first. Answer 404 with code <code>unknown_message</code> only if you really have nothing."],
      ["Retry.", "No answer, 5xx, 401, 403, 404, 408, 425 and 429 are tried again: after 1 s to 1 h, with chance in it, for 24 hours of attempts; <code>Retry-After</code> is honoured. When you are away the shop stops sending and tries one message now and then; that time does not count."],
      ["Refusal.", "Any other 4xx is your final word. The message lies still, with your <code>code</code> and <code>detail</code> before the shop’s operator, who sends it again or settles it by hand. Nothing is dropped."],
      ["Order.", "Messages of one buyer come one after the other: the next starts when the one before is done. Different buyers are not ordered. A refused message holds back its buyer’s later ones."],
      ["Cumulative returns.", "Everything in <code>soFar</code> counts from the beginning: the last refund of an order alone is right."],
      ["Time.", "Answer within ten seconds. Redirects are not followed."],
    ],
    example: "An example request",
    exampleLead: "Signed by the secret below, word for word. A good receiver computes the same signature; it then refuses the timestamp, which is old.",
    secret: "Secret",
    receivers: "Receivers that work",
    receiversLead: "Some thirty lines each, without packages. Our tests send them every kind of message, twice, and messages of strangers.",
    messages: "The messages",
    asked: "What you may ask the shop",
    askedLead: `Send <code>Authorization: Bearer</code> and a token, made in the office or by ${TOKEN_COMMAND}. Each token has scopes and an end. Refusals are problem details (RFC 9457). A write with an <code>Idempotency-Key</code> is done once: the same request again gets the same answer, for a day. Every answer says how many calls are left (<code>RateLimit-*</code>).`,
    documents: "The documents",
    documentsLead: "Every field of the messages and answers.",
    field: "Field", type: "Type", meaning: "Meaning", optional: "optional", needs: "Scope:", listOf: "list of",
  },
};
