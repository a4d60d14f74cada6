import "server-only";
import { CLAIM_LINK_DAYS, SIGN_IN_LINK_MINUTES } from "@/lib/access/rules";
import type { Company } from "@/lib/company/types";
import { isLocale, type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney, type Money, money } from "@/lib/kernel/money";
import type { CreditNews, OrderNews } from "@/lib/notify/types";
import type { Refund } from "@/lib/refund/queries";
import type { Withdrawal } from "@/lib/withdrawal/types";
import { dayText, momentText } from "../dates";
import { type Words, words } from "../words";
import { type Block, type Content, type Letter, writeLetter } from "./layout";

type Mail = Words<"mail">;

/** What every letter of the company carries: whom it is from, as the law asks them to be named, and why it came. */
export function letterhead(company: Company, locale: Locale, why = words(locale, "mail")("footer", { company: company.name })): Pick<Content, "locale" | "company" | "footer"> {
  const seller = [company.legalName || company.name, company.address.replaceAll("\n", ", "), company.email].filter(Boolean).join(" · ");
  return { locale, company: company.name, footer: `${why}\n${seller}` };
}

/** How a letter begins. */
export const hello = (t: Mail, name: string): Block => ({ kind: "text", text: name === "" ? t("helloNameless") : t("hello", { name }) });

/** "Here is your link": opens the account that asked for it. */
export function signInLetter(company: Company, to: { readonly locale: Locale; readonly firstName: string; readonly link: string; readonly code: string }): Promise<Letter> {
  const t = words(to.locale, "mail");
  return writeLetter({
    ...letterhead(company, to.locale),
    subject: t("signIn.subject"),
    blocks: [
      hello(t, to.firstName),
      { kind: "text", text: t("signIn.lead", { minutes: SIGN_IN_LINK_MINUTES }) },
      { kind: "button", label: t("signIn.open"), href: to.link },
      { kind: "text", text: t("signIn.code", { code: to.code.replace(/(...)/, "$1 ") }) },
      { kind: "note", text: t("signIn.ignore") },
    ],
  });
}

/** "You belong to the team": where the office is, and how to come in. */
export function invitationLetter(company: Company, to: { readonly locale: Locale; readonly firstName: string; readonly link: string }): Promise<Letter> {
  const t = words(to.locale, "mail");
  return writeLetter({
    ...letterhead(company, to.locale),
    subject: t("invitation.subject", { company: company.name }),
    blocks: [hello(t, to.firstName), { kind: "text", text: t("invitation.lead", { company: company.name }) }, { kind: "button", label: t("invitation.open"), href: to.link }, { kind: "note", text: t("invitation.how") }],
  });
}

/** Where an order's confirmation leads. `claim` opens the wallet of a buyer who has never signed in. */
export type OrderLinks = { readonly order: string; readonly withdrawal: string; readonly shop: string | null; readonly claim: string | null };

/** "Thank you, your order is confirmed", with what it cost, how it was paid and what the buyer earned. */
export function orderLetter(company: Company, { order, lines, contact, buyer, earned }: OrderNews, links: OrderLinks): Promise<Letter> {
  const locale = isLocale(order.locale) ? order.locale : buyer.locale;
  const t = words(locale, "mail");
  const sum = (minor: bigint) => formatMoney(money(minor, order.currency), locale);
  const amount = earned && formatMoney(earned, locale);
  const { number } = order;
  const items = lines.map((line): readonly [string, string] => [
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
    { kind: "sums", rows: [...items, [t("order.shipping"), sum(order.shippingMinor)], [t("order.total"), sum(order.totalMinor)]] },
    { kind: "note", text: [order.discountMinor > 0n && t("order.discount"), vatLine(t, order, sum), ...tenders.filter(([, minor]) => minor > 0n).map(([label, minor]) => `${label} ${sum(minor)}`)].filter(Boolean).join("\n") },
    contact && { kind: "note", text: `${t("order.address")}\n${address(contact, locale)}` },
    { kind: "button", label: t("order.see"), href: links.order },
    { kind: "note", text: t("order.terms", { link: links.withdrawal }) },
    links.shop !== null && { kind: "text", text: `${t("order.shareLead")}\n${t("order.share", { link: links.shop })}` },
  ];
  return writeLetter({
    ...letterhead(company, locale),
    subject: amount === null ? t("order.subject", { number }) : t("order.subjectCredited", { number, amount }),
    blocks: blocks.filter((block) => block !== false && block !== null),
  });
}

function vatLine(t: Mail, order: OrderNews["order"], sum: (minor: bigint) => string): string {
  const vat = order.vat.reduce((total, { vatMinor }) => total + BigInt(vatMinor), 0n);
  return `${t("order.vat")} ${sum(vat)}`;
}

function address(to: NonNullable<OrderNews["contact"]>, locale: Locale): string {
  const country = new Intl.DisplayNames(locale, { type: "region" }).of(to.country) ?? to.country;
  return [to.name, to.street, to.street2, `${to.postalCode} ${to.city}`, country].filter((line) => line.trim() !== "").join("\n");
}

/** "You have just received ...": to a sharer or a distributor, without a word about who bought. */
export function creditLetter(company: Company, { member, part, amount, orderNumber }: CreditNews, walletLink: string): Promise<Letter> {
  const { locale } = member;
  const t = words(locale, "mail");
  const sum = formatMoney(amount, locale);
  return writeLetter({
    ...letterhead(company, locale),
    subject: part === "sharer" ? t("credit.subject", { amount: sum }) : t("credit.subjectEarnings", { amount: sum }),
    blocks: [
      hello(t, member.firstName),
      { kind: "highlight", text: part === "sharer" ? t("credit.sharer", { amount: sum }) : t("credit.distributor", { amount: sum, number: orderNumber }) },
      { kind: "button", label: t("credit.see"), href: walletLink },
      { kind: "note", text: t("credit.thanks") },
    ],
  });
}

type Sold = Pick<OrderNews, "order" | "lines" | "contact">;

/** "Your parcel has left": with what carries it, as far as that is known. */
export function dispatchedLetter(company: Company, { order, lines, contact }: Sold, about: { readonly locale: Locale; readonly link: string; readonly parcels: readonly Parcel[] }): Promise<Letter> {
  const { locale, link, parcels } = about;
  const t = words(locale, "mail");
  const { number } = order;
  return writeLetter({
    ...letterhead(company, locale),
    subject: t("dispatched.subject", { number }),
    blocks: [
      hello(t, firstNameOf(contact)),
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
export function refundLetter(company: Company, { order, contact }: Sold, about: { readonly refund: Refund; readonly locale: Locale; readonly link: string }): Promise<Letter> {
  const { refund, locale, link } = about;
  const t = words(locale, "mail");
  const sum = (minor: bigint) => formatMoney(money(minor, order.currency), locale);
  const total = refund.cardMinor + refund.walletMinor;
  const ways = [[t("refund.card"), refund.cardMinor], [t("refund.wallet"), refund.walletMinor], [t("refund.total"), total]] as const;
  return writeLetter({
    ...letterhead(company, locale),
    subject: t("refund.subject", { amount: sum(total), number: order.number }),
    blocks: [
      hello(t, firstNameOf(contact)),
      { kind: "highlight", text: t("refund.lead", { amount: sum(total), number: order.number }) },
      { kind: "sums", rows: ways.filter(([, minor]) => minor > 0n).map(([label, minor]) => [label, sum(minor)]) },
      { kind: "note", text: t("refund.when") },
      { kind: "button", label: t("order.see"), href: link },
    ],
  });
}

/** The dated receipt of a withdrawal: what was declared, by whom and when. Directive (EU) 2023/2673, article 11a */
export function withdrawalLetter(company: Company, { order, lines }: Sold, about: { readonly withdrawal: Withdrawal; readonly link: string }): Promise<Letter> {
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
    ...letterhead(company, locale),
    subject: t("withdrawal.subject", { number: order.number }),
    blocks: [
      hello(t, ""),
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
export function claimLetter(company: Company, to: { readonly locale: Locale; readonly firstName: string; readonly amount: Money; readonly link: string }): Promise<Letter> {
  const t = words(to.locale, "mail");
  const amount = formatMoney(to.amount, to.locale);
  return writeLetter({
    ...letterhead(company, to.locale),
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

const firstNameOf = (contact: Sold["contact"]): string => contact?.name.split(" ")[0] ?? "";

function titleOf(line: Sold["lines"][number], locale: Locale): string {
  return [localized(line.title, locale), line.choice && localized(line.choice, locale)].filter(Boolean).join(", ");
}
