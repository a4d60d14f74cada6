import "server-only";
import { CLAIM_LINK_DAYS, SIGN_IN_LINK_MINUTES } from "@/lib/access/rules";
import { legalForm } from "@/lib/company/rules";
import type { Company } from "@/lib/company/types";
import { isLocale, type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney, type Money, money } from "@/lib/kernel/money";
import { typesetFrench } from "@/lib/kernel/typography";
import type { CreditNews, OrderNews } from "@/lib/notify/types";
import type { Refund } from "@/lib/refund/queries";
import type { Withdrawal } from "@/lib/withdrawal/types";
import { dayText, momentText } from "../dates";
import { type Words, words } from "../words";
import { type Block, type Content, type Letter, type SumRow, writeLetter } from "./layout";

type Mail = Words<"mail">;

/** Whom letters are from: the company, in the colour of its shop. */
export type Sender = Company & { readonly accent: string };

/** What every letter of the company carries: why it came, and whom it is from, as the law asks a seller to be named. */
export function letterhead({ name, legalName, address, email, accent, legal }: Sender, locale: Locale, why: string): Pick<Content, "locale" | "company" | "accent" | "footer"> {
  const vat = legal?.vatNumber ? words(locale, "invoice")("vatNumber", { number: legal.vatNumber }) : "";
  const who = [
    [legalName || name, legal && legalForm(legal)].filter(Boolean).join(", "), address.replaceAll("\n", ", "),
    legal?.registration, vat, [email, legal?.phone].filter(Boolean).join(" · "),
  ].filter(Boolean).join("\n");
  return { locale, company: name, accent, footer: `${why}\n\n${typesetFrench(who)}` };
}

/** How a letter begins. */
export const hello = (t: Mail, name: string): Block => ({ kind: "text", text: name === "" ? t("helloNameless") : t("hello", { name }) });

/** "Here is your link": opens the account that asked for it. */
export function signInLetter(company: Sender, to: { readonly locale: Locale; readonly firstName: string; readonly link: string; readonly code: string }): Promise<Letter> {
  const t = words(to.locale, "mail");
  return writeLetter({
    ...letterhead(company, to.locale, t("signIn.why", { company: company.name })),
    subject: t("signIn.subject"),
    blocks: [
      hello(t, to.firstName),
      { kind: "text", text: t("signIn.lead", { minutes: SIGN_IN_LINK_MINUTES }) },
      { kind: "button", label: t("signIn.open"), href: to.link },
      { kind: "text", text: t("signIn.code") },
      { kind: "code", text: to.code.replace(/(...)/, "$1 ") },
      { kind: "note", text: t("signIn.ignore") },
    ],
  });
}

/** "You belong to the team": where the office is, and how to come in. */
export function invitationLetter(company: Sender, to: { readonly locale: Locale; readonly firstName: string; readonly link: string }): Promise<Letter> {
  const t = words(to.locale, "mail");
  return writeLetter({
    ...letterhead(company, to.locale, t("invitation.why", { company: company.name })),
    subject: t("invitation.subject", { company: company.name }),
    blocks: [hello(t, to.firstName), { kind: "text", text: t("invitation.lead", { company: company.name }) }, { kind: "button", label: t("invitation.open"), href: to.link }, { kind: "note", text: t("invitation.how") }],
  });
}

/** Where an order's confirmation leads. `claim` opens the wallet of a buyer who has never signed in. */
export type OrderLinks = { readonly order: string; readonly withdrawal: string; readonly shop: string | null; readonly claim: string | null };

/** "Thank you, your order is confirmed", with what it cost, how it was paid and what the buyer earned. */
export function orderLetter(company: Sender, { order, lines, contact, buyer, earned }: OrderNews, links: OrderLinks): Promise<Letter> {
  const locale = isLocale(order.locale) ? order.locale : buyer.locale;
  const t = words(locale, "mail");
  const sum = (minor: bigint) => formatMoney(money(minor, order.currency), locale);
  const amount = earned && formatMoney(earned, locale);
  const { number } = order;
  const items = lines.map((line): SumRow => [
    [`${t("order.quantity", { quantity: line.quantity })} ${localized(line.title, locale)}`, line.choice && localized(line.choice, locale)].filter(Boolean).join(", "),
    sum(line.goodsMinor),
  ]);
  const tenders = [[t("order.credit"), order.creditMinor], [t("order.card"), order.cardMinor]] as const;
  const blocks: (Block | false | null)[] = [
    hello(t, buyer.firstName),
    { kind: "text", text: t("order.lead", { number }) },
    amount !== null && { kind: "highlight", text: t("order.earned", { amount }) },
    links.claim !== null && { kind: "text", text: t("order.claim", { days: CLAIM_LINK_DAYS }) },
    links.claim !== null && { kind: "button", label: t("order.claimAction"), href: links.claim },
    {
      kind: "sums",
      rows: [
        ...items, [t("order.shipping"), order.shippingMinor === 0n ? t("order.free") : sum(order.shippingMinor)], [t("order.total"), sum(order.totalMinor), "strong"], [t("order.vat"), sum(vatOf(order)), "quiet"],
        ...(order.discountMinor > 0n ? [[t("order.discount"), sum(order.discountMinor), "quiet"] as const] : []),
        ...tenders.filter(([, minor]) => minor > 0n).map(([label, minor]) => [label, sum(minor), "quiet"] as const),
      ],
    },
    contact && { kind: "note", text: `${t("order.address")}\n${address(contact, locale)}` },
    { kind: "button", label: t("order.see"), href: links.order },
    { kind: "note", text: t("order.terms") },
    { kind: "link", label: t("order.withdraw"), href: links.withdrawal },
    links.shop !== null && { kind: "text", text: `${t("order.shareLead")}\n${t("order.share", { link: links.shop })}` },
  ];
  return writeLetter({
    ...letterhead(company, locale, t("order.why", { company: company.name })),
    subject: amount === null ? t("order.subject", { number }) : t("order.subjectCredited", { number, amount }),
    blocks: blocks.filter((block) => block !== false && block !== null),
  });
}

const vatOf = (order: OrderNews["order"]): bigint => order.vat.reduce((total, { vatMinor }) => total + BigInt(vatMinor), 0n);

function address(to: NonNullable<OrderNews["contact"]>, locale: Locale): string {
  const country = new Intl.DisplayNames(locale, { type: "region" }).of(to.country) ?? to.country;
  return [to.name, to.street, to.street2, `${to.postalCode} ${to.city}`, country].filter((line) => line.trim() !== "").join("\n");
}

/** Where the credit is seen, and where somebody says that they want no such letters. */
export type CreditLinks = { readonly credit: string; readonly choices: string };

/** "You have just received ...": to a sharer or a distributor, without a word about who bought. */
export function creditLetter(company: Sender, { member, part, amount, orderNumber }: CreditNews, links: CreditLinks): Promise<Letter> {
  const { locale } = member;
  const t = words(locale, "mail");
  const sum = formatMoney(amount, locale);
  return writeLetter({
    ...letterhead(company, locale, t("credit.why", { company: company.name, link: links.choices })),
    subject: part === "sharer" ? t("credit.subject", { amount: sum }) : t("credit.subjectEarnings", { amount: sum }),
    blocks: [
      hello(t, member.firstName),
      { kind: "highlight", text: part === "sharer" ? t("credit.sharer", { amount: sum }) : t("credit.distributor", { amount: sum, number: orderNumber }) },
      { kind: "text", text: part === "sharer" ? t("credit.spend") : t("credit.detail") },
      { kind: "button", label: part === "sharer" ? t("credit.see") : t("week.see"), href: links.credit },
    ],
  });
}

type Sold = Pick<OrderNews, "order" | "lines" | "contact">;

/** "Your parcel has left": with what carries it, as far as that is known. */
export function dispatchedLetter(company: Sender, { order, lines, contact }: Sold, about: { readonly locale: Locale; readonly link: string; readonly parcels: readonly Parcel[] }): Promise<Letter> {
  const { locale, link, parcels } = about;
  const t = words(locale, "mail");
  const { number } = order;
  return writeLetter({
    ...letterhead(company, locale, t("order.why", { company: company.name })),
    subject: t("dispatched.subject", { number }),
    blocks: [
      hello(t, firstName(contact?.name)),
      { kind: "highlight", text: t("dispatched.lead", { number }) },
      ...parcels.map(({ carrier, tracking }): Block => ({ kind: "text", text: tracking === "" ? carrier : t("dispatched.parcel", { carrier, tracking }) })),
      ...parcels.filter(({ trackingUrl }) => trackingUrl !== "").map(({ trackingUrl }): Block => ({ kind: "button", label: t("dispatched.follow"), href: trackingUrl })),
      { kind: "note", text: lines.map((line) => `${t("order.quantity", { quantity: line.quantity })} ${titleOf(line, locale)}`).join("\n") },
      { kind: "button", label: t("order.see"), href: link },
    ],
  });
}

/** As far as a letter names it. */
export type Parcel = { readonly carrier: string; readonly tracking: string; readonly trackingUrl: string };

/** "We have refunded you": what of it goes to the card and what to the wallet. */
export function refundLetter(company: Sender, { order, contact }: Sold, about: { readonly refund: Refund; readonly locale: Locale; readonly link: string }): Promise<Letter> {
  const { refund, locale, link } = about;
  const t = words(locale, "mail");
  const sum = (minor: bigint) => formatMoney(money(minor, order.currency), locale);
  const total = refund.cardMinor + refund.walletMinor;
  const ways = [[t("refund.card"), refund.cardMinor], [t("refund.wallet"), refund.walletMinor]] as const;
  return writeLetter({
    ...letterhead(company, locale, t("order.why", { company: company.name })),
    subject: t("refund.subject", { amount: sum(total), number: order.number }),
    blocks: [
      hello(t, firstName(contact?.name)),
      { kind: "highlight", text: t("refund.lead", { amount: sum(total), number: order.number }) },
      { kind: "sums", rows: [...ways.filter(([, minor]) => minor > 0n).map(([label, minor]): SumRow => [label, sum(minor)]), [t("refund.total"), sum(total), "strong"]] },
      { kind: "note", text: t("refund.when") },
      { kind: "button", label: t("order.see"), href: link },
    ],
  });
}

/** The dated receipt of a withdrawal: what was declared, by whom and when. Directive (EU) 2023/2673, article 11a */
export function withdrawalLetter(company: Sender, { order, lines }: Sold, about: { readonly withdrawal: Withdrawal; readonly link: string }): Promise<Letter> {
  const { withdrawal, link } = about;
  const { locale, contact } = withdrawal;
  const t = words(locale, "mail");
  const date = momentText(withdrawal.declaredAt, locale, order.timeZone);
  const goods = withdrawal.lines.flatMap(({ line: id, quantity }) => {
    const line = lines.find((one) => one.id === id);
    return line ? [`${t("order.quantity", { quantity })} ${titleOf(line, locale)}`] : [];
  });
  const returnTo = (company.legal?.returnAddress || company.address).replaceAll("\n", ", ");
  const by = dayText(new Date(withdrawal.refundBy.getTime() - 1), locale, order.timeZone);
  return writeLetter({
    ...letterhead(company, locale, t("order.why", { company: company.name })),
    subject: t("withdrawal.subject", { number: order.number }),
    blocks: [
      hello(t, firstName(contact?.name)),
      { kind: "highlight", text: t("withdrawal.lead", { date }) },
      { kind: "text", text: t("withdrawal.statement", { name: contact?.name ?? "", number: order.number, date: dayText(order.placedAt, locale, order.timeZone) }) },
      { kind: "text", text: goods.join("\n") },
      withdrawal.refund === null ? { kind: "text", text: t("withdrawal.return", { address: returnTo, by }) } : { kind: "text", text: t("withdrawal.refunded") },
      { kind: "note", text: t("withdrawal.keep") },
      { kind: "button", label: t("withdrawal.see"), href: link },
    ],
  });
}

/** "Your wallet is waiting": once, to a buyer who has not opened it. */
export function claimLetter(company: Sender, to: { readonly locale: Locale; readonly firstName: string; readonly amount: Money; readonly link: string }): Promise<Letter> {
  const t = words(to.locale, "mail");
  const amount = formatMoney(to.amount, to.locale);
  return writeLetter({
    ...letterhead(company, to.locale, t("claim.why", { company: company.name })),
    subject: t("claim.subject", { amount }),
    blocks: [
      hello(t, to.firstName),
      { kind: "highlight", text: t("claim.lead", { amount }) },
      { kind: "text", text: t("order.claim", { days: CLAIM_LINK_DAYS }) },
      { kind: "button", label: t("order.claimAction"), href: to.link },
      { kind: "note", text: t("claim.once") },
    ],
  });
}

const firstName = (name: string | undefined): string => name?.trim().split(" ")[0] ?? "";

function titleOf(line: Sold["lines"][number], locale: Locale): string {
  return [localized(line.title, locale), line.choice && localized(line.choice, locale)].filter(Boolean).join(", ");
}
