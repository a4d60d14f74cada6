import { OUTER_SEGMENTS, SHOP_SEGMENTS } from "@/lib/kernel/address";
import { LOCALES } from "@/lib/kernel/locale";
import type { HandleRefusal } from "./types";

/** First segments of the shop's own addresses. A test walks the route tree and finds each of them here. */
export const ROUTE_SEGMENTS: readonly string[] = [...LOCALES, ...SHOP_SEGMENTS, ...OUTER_SEGMENTS, "pay", "demo"];

/** Names of files that browsers and robots ask for at the root. */
const FILE_NAMES = "robots sitemap favicon manifest apple-touch-icon browserconfig humans security ads well-known icon opengraph-image twitter-image sw service-worker index";

/** Kept for pages to come, in both languages, and for words that sound like the house speaking. */
const KEPT = `
  about a-propos account accounts activate address admin administrator advice adviser affiliate affiliates after-sales age agb aide alert alerts
  announcement app apps article articles assets auth author avis baby bank bag basket best-sellers bien-etre blog bon-cadeau bonus book
  boutique boutiques brand brands browse business cadeau cadeaux cagnotte cagnottes callback campaign careers cart-drawer cash cashback
  catalog catalogue categories category cgu cgv change chat checkout-session claim client clients club code codes collection commande
  commandes comment community company compare compte comptes conditions confidentialite confirm connect connexion conseil conseils
  contact contacts conditions-generales cookie cookies coupon coupons credit credits currency customer-service dashboard data deal deals
  delete delivery devenir devenir-distributeur dev developer discover discount distributeur distributeurs distributor distributors docs
  download edit email embed engagement entreprise error errors etage event events explore export facture factures faq favoris favorites
  feed feedback fete fidelite filleul filleuls find forgot forum friends gallery gift gift-card gifts group guest guide guides handle
  handles health help home hors-stock host how-it-works image images img import info information inscription inside invite invoice
  invoices job jobs join journal kit language languages lang ledger lien liens link links list live livraison local locale login logo
  logout magasin magazine mail mails maintenance manage marque marques me media members member membre membres mentions-legales
  mediation menu merci message messages metrics mobile mon-compte monitor my name network new news newsletter noel nos-produits notification
  notifications nouveau nouveautes null oauth offer offers offline offre offres ops order-status page pages paiement panier parrain
  parrainage parrains partage partager partner partners password pay-plan payment payments payout payouts plan plans press presse price
  prices privacy prix product produit produits profil program promo promotion promotions public qr qr-code ranking recherche recommend
  recrutement referral refund refunds register rembourse remboursement reset retour retours retractation return returns review reviews
  rewards root rss sale sales save search-results secret secure seller sellers service services session settings setup shipping shop
  shops sign-up signin signup signout site soldes sponsor staff stage start static statistics stats status stock store stores stripe
  subscribe suivi support system team terms test tests theme thank-you tickets token tracking undefined unsubscribe update upload user
  users validation vendeur vendeurs verify version video videos vip wallets webhook webhooks welcome widget wishlist withdraw withdrawal www
`;

/** Nobody's shop is called this, whole or as one word among others. */
const OFFENSIVE = `
  abruti abrutie anal anus batard bite bites bitch bordel bougnoule branler branleur burne cock con conasse connard connards connasse
  conne cons couille couilles crap cul cum cunt cunts dick dildo encule enculer faggot fdp fuck fucker fucking gouine hitler merde
  merdeux nazi nazis negre negro nique niquer nigger nigga ntm pd pedale pedo pedophile petasse piss porn porno pute putes putain pussy
  rape rapist salaud salope salopes sex sexe shit shitty slut sodomie sperme ss suce sucer tapette tits trouduc twat violeur wank wanker
  whore youpin zizi
`;

const list = (words: string): string[] => words.trim().split(/\s+/);
const RESERVED: ReadonlySet<string> = new Set([...ROUTE_SEGMENTS, ...list(FILE_NAMES), ...list(KEPT)]);
const INSULTS: ReadonlySet<string> = new Set(list(OFFENSIVE));
/** These sit inside no honest name (as one does in "therapist", another in "Benazir"). */
const INSULTS_WITHIN = list("connard connasse couille encule fuck hitler merde nigger pedophile petasse putain salaud salope whore");

const HANDLE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const SHORTEST = 3;
const LONGEST = 30;

/** A handle as it is kept: trimmed, lower-cased. Handles are compared without case. */
export function normaliseHandle(text: string): string {
  return text.trim().toLowerCase();
}

/**
 * Why a (normalised) text can't be a handle; null when it can.
 * @see DESIGN §3: 3 to 30 of a-z 0-9 -, starting with a letter, no double hyphen; reserved and offensive words
 */
export function refuseHandle(handle: string): HandleRefusal | null {
  if (handle.length < SHORTEST || handle.length > LONGEST || !HANDLE.test(handle)) return "malformed";
  if (RESERVED.has(handle)) return "reserved";
  return isInsult(handle) || isInsult(spelledOut(handle)) ? "reserved" : null;
}

function isInsult(handle: string): boolean {
  const joined = handle.replaceAll("-", "");
  return [...handle.split("-"), joined].some((part) => INSULTS.has(part)) || INSULTS_WITHIN.some((insult) => joined.includes(insult));
}

/** Figures that stand for letters: "c0nnard", "b1tch". */
function spelledOut(handle: string): string {
  return handle.replace(/[013457]/g, (figure) => ({ 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t" })[figure] ?? figure);
}

/** Letters and digits that nobody confuses and that spell no word, also to who reads 3 as e and 4 as a. */
const SUFFIX_LETTERS = "256789bcdfghjkmnpqrstvwxz";
const SUFFIX_LENGTH = 4;
/** What a handle starts with when a first name has no letter that it can hold. */
const NAMELESS = "boutique";

/** Four letters or digits for the end of a handle, from four random bytes. */
export function handleSuffix(random: Uint8Array): string {
  return Array.from(random.subarray(0, SUFFIX_LENGTH), (byte) => SUFFIX_LETTERS[byte % SUFFIX_LETTERS.length]).join("");
}

/** A handle from a first name: "Léa" and "7k2m" give "lea-7k2m". Always a permitted one, whatever the name. */
export function handleFor(firstName: string, suffix: string): string {
  const base = firstName
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, LONGEST - SUFFIX_LENGTH - 1)
    .replace(/-+$/, "");
  const handle = `${base}-${suffix}`;
  return base !== "" && refuseHandle(handle) === null ? handle : `${NAMELESS}-${suffix}`;
}

/**
 * The handle of a labelled link: the shop's, and what the label leaves of itself: "lea" and "Marché du samedi" give "lea-marche-du-samedi". With
 * random bytes four of them stand at its end. Null where no permitted handle comes of it: ask again with random bytes.
 */
export function linkHandle({ shop, label, random }: { readonly shop: string; readonly label: string; readonly random: Uint8Array | null }): string | null {
  const end = random === null ? "" : `-${handleSuffix(random)}`;
  const word = label.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-/, "");
  const handle = `${`${shop}-${word}`.slice(0, LONGEST - end.length).replace(/-+$/, "")}${end}`;
  return handle !== shop && refuseHandle(handle) === null ? handle : null;
}

/** An address as it identifies a member: trimmed, lower-cased, NFC; `+tags` and dots kept. DESIGN §1 */
export function normaliseAddress(email: string): string {
  return email.trim().toLowerCase().normalize("NFC");
}

const ADDRESS = /^[^\s@"<>()[\],:;\\]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,250}[\p{L}\p{N}])?\.\p{L}{2,63}$/u;

/**
 * Whether a (normalised) text can be one mailbox. Refuses what a mail program could read as two, and letters that only
 * look like others (full-width `＠`).
 */
export function isAddress(email: string): boolean {
  return ADDRESS.test(email) && email.normalize("NFKC") === email && !email.includes("..") && email.length <= 254;
}

/** Pictures that members uploaded are named so in `members.picture`; anything else is a picture of the house. */
const MEDIA = "media:";

/** The address of a member's picture. */
export function portraitSource(picture: string): string {
  return picture.startsWith(MEDIA) ? `/media/${encodeURIComponent(picture.slice(MEDIA.length))}-480.avif` : `/img/members/${encodeURIComponent(picture)}.avif`;
}
