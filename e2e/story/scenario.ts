import postgres from "postgres";
import type { Addresses } from "@/lib/sandbox/run/settings";
import { ALICE, BRUNO, DIANE, PRODUCT } from "./seed";
import { euros, listRefunds, listSales, listWallets, namesOf, tellMessages, type Told, type ToldWallet } from "./told";
import { linkInMail, paymentSandbox, received, until } from "./vendors";
import { Visitor } from "./visitor";

type Person = { readonly name: string; readonly email: string };
export type Tell = (sentence: string) => void;

const CARD = { "Numéro de carte": "4242 4242 4242 4242", "Date d'expiration": "12 / 34", "Code de sécurité": "123" };
/** Every amount of the story is in minor units of EUR. */
const SPENT = "15,00";
const REFUNDED_MINOR = 3_333;
const MESSAGES = 4;

/** Plays DESIGN §2 as the people of the story would, and answers with what came of it. */
export async function play(at: Addresses, tell: Tell): Promise<Told> {
  const payment = paymentSandbox(at.stripeUrl);
  await payment.holdWebhooks();
  const sql = postgres(at.databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    const first = await firstSale(at, payment, tell);
    await secondSale(first.link, payment, tell);
    const alice = await thirdSale(at, first.visitor, tell);
    await refundSecondSale(payment, sql, tell);
    return await whatCameOfIt(at, sql, alice);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Alice opens Diane's link, pays, and closes the tab: only the webhook knows. Later she opens her thank-you page. */
async function firstSale({ appUrl }: Addresses, payment: ReturnType<typeof paymentSandbox>, tell: Tell) {
  const visitor = new Visitor();
  await visitor.open(`${appUrl}/${DIANE.handle}/`);
  await fillCart(visitor, `${appUrl}/${DIANE.handle}/products/${PRODUCT.slug}`);
  await checkOut(visitor, ALICE);
  const thanks = await visitor.submitAndLeave("Payer 100,00 €", { ...CARD, "Nom du titulaire": ALICE.name });
  const deliveries = await payment.deliver();
  tell(`Alice bought for 100.00 through Diane's link and closed the tab; ${deliveries} webhooks came, newest first and each twice.`);
  const page = await visitor.open(thanks);
  assertSays(page.text, "Vous recevez 10,00 €");
  const link = page.link(/^127\.0\.0\.1:\d+\/[a-z0-9-]+\/$/).href;
  tell(`Her thank-you page shows 10.00, and a link of her own: ${link}`);
  return { visitor, link };
}

/** Bruno buys through Alice's link; the return page settles before any webhook. */
async function secondSale(link: string, payment: ReturnType<typeof paymentSandbox>, tell: Tell): Promise<void> {
  const visitor = new Visitor();
  const shop = await visitor.open(link);
  if (shop.url.href !== link) throw new Error(`Alice's link leads to ${shop.url.href}`);
  await fillCart(visitor, new URL(`products/${PRODUCT.slug}`, link).href);
  await checkOut(visitor, BRUNO);
  const page = await visitor.submit("Payer 100,00 €", { ...CARD, "Nom du titulaire": BRUNO.name });
  assertSays(page.text, "Vous recevez 10,00 €");
  const deliveries = await payment.deliver();
  tell(`Bruno bought for 100.00 through Alice's link; his page had 10.00 before ${deliveries} webhooks came.`);
}

/** Alice signs in by a link from her mail, comes back through nobody's link and pays a part with her credit. */
async function thirdSale(at: Addresses, visitor: Visitor, tell: Tell): Promise<Visitor> {
  await signIn(at, visitor, ALICE);
  assertSays(visitor.page.text, "20,00 €");
  await fillCart(visitor, `${at.appUrl}/products/${PRODUCT.slug}`);
  await checkOut(visitor, ALICE, { "Utiliser un montant": true, "Montant en": SPENT });
  const page = await visitor.submit("Payer 85,00 €", { ...CARD, "Nom du titulaire": ALICE.name });
  assertSays(page.text, "Vous recevez 8,50 €");
  tell("Alice signed in by mail, found 20.00 in her wallet, and paid 15.00 of the next 100.00 with it.");
  return visitor;
}

/** A part of Bruno's payment is given back in the provider's dashboard; its news and those of the third sale arrive newest first, each twice. */
async function refundSecondSale(payment: ReturnType<typeof paymentSandbox>, sql: postgres.Sql, tell: Tell): Promise<void> {
  const [order] = await sql<{ payment: string }[]>`select o.payment_id as payment from orders o join members m on m.id = o.buyer_id where m.email = ${BRUNO.email}`;
  if (!order) throw new Error("Bruno's order is not there.");
  await payment.refund(order.payment, REFUNDED_MINOR);
  const deliveries = await payment.deliver();
  await until("the refund to be posted", async () => {
    const [row] = await sql`select 1 from ledger_transactions where key like 'refund:%'`;
    return row ?? null;
  });
  tell(`${euros(REFUNDED_MINOR)} of Bruno's order were refunded in the payment provider's dashboard; ${deliveries} webhooks came, newest first and each twice.`);
}

async function fillCart(visitor: Visitor, product: string): Promise<void> {
  await visitor.open(product);
  assertSays(visitor.page.text, PRODUCT.title);
  await visitor.submit("Ajouter au panier");
  assertSays(visitor.page.text, "Total TTC100,00 €");
}

async function checkOut(visitor: Visitor, person: Person, credit: Readonly<Record<string, string | true>> = {}): Promise<void> {
  await visitor.follow("Passer la commande");
  await visitor.submit("Commande avec obligation de paiement", {
    "Adresse e-mail": person.email, "Nom complet": `${person.name} Durand`, Adresse: "12 rue de la République", "Code postal": "13200", Ville: "Arles", ...credit,
    "J'accepte les conditions": true,
  });
}

const READ = new Set<string>();

async function signIn({ appUrl, mailUrl }: Addresses, visitor: Visitor, person: Person): Promise<void> {
  await visitor.open(`${appUrl}/sign-in`);
  await visitor.submit("Recevoir mon lien", { "Adresse e-mail": person.email });
  const mail = await linkInMail(mailUrl, { to: person.email, link: /http\S+\/sign-in\/open\S+/, not: READ });
  READ.add(mail.id);
  await visitor.open(mail.link);
  await visitor.submit("Ouvrir ma cagnotte");
}

async function whatCameOfIt(at: Addresses, sql: postgres.Sql, alice: Visitor): Promise<Told> {
  const messages = await until("the commission system to book four messages about sales", async () => {
    const all = await received(at.commissionUrl);
    return all.filter(({ message }) => message.kind.startsWith("sale.")).length >= MESSAGES ? all : null;
  });
  const names = await namesOf(sql);
  const sales = await listSales(sql, names);
  const wallets = await listWallets(sql, names);
  const shown: Record<string, ToldWallet> = {};
  for (const person of [ALICE, BRUNO, DIANE]) {
    const visitor = person === ALICE ? alice : new Visitor();
    if (person !== ALICE) await signIn(at, visitor, person);
    const page = await visitor.open(`${at.appUrl}/wallet`);
    const card = page.section(person === DIANE ? "Gains de distributeur" : "Crédit d'achat");
    const onThePage = /Disponible\s*(-?[\d ]+),(\d\d) €/.exec(card);
    shown[person.name] = { credit: "-", held: "-", earnings: "-", ...wallets[person.name], onThePage: onThePage ? `${onThePage[1] ?? ""}.${onThePage[2] ?? ""}` : card };
  }
  const places = new Map(sales.map(({ id, told }) => [id.replaceAll("-", ""), told.sale]));
  return { sales: sales.map(({ told }) => told), refunds: await listRefunds(sql, names), wallets: shown, commission: tellMessages(messages, names, places) };
}

function assertSays(text: string, words: string): void {
  if (!text.includes(words)) throw new Error(`The page does not say "${words}" but: ${text.slice(0, 800)}`);
}
