import "server-only";
import { CLAIM_LINK_DAYS, SIGN_IN_LINK_MINUTES } from "@/lib/access/rules";
import type { Company } from "@/lib/company/types";
import { isLocale, type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import type { CreditNews, OrderNews } from "@/lib/notify/types";
import { type Words, words } from "../words";
import { type Block, type Letter, writeLetter } from "./layout";

type Mail = Words<"mail">;

const hello = (t: Mail, name: string): Block => ({ kind: "text", text: name === "" ? t("helloNameless") : t("hello", { name }) });

/** "Here is your link": opens the account that asked for it. */
export function signInLetter(company: Company, to: { readonly locale: Locale; readonly firstName: string; readonly link: string }): Letter {
  const t = words(to.locale, "mail");
  return writeLetter({
    locale: to.locale,
    company: company.name,
    subject: t("signIn.subject"),
    footer: t("footer", { company: company.name }),
    blocks: [
      hello(t, to.firstName),
      { kind: "text", text: t("signIn.lead", { minutes: SIGN_IN_LINK_MINUTES }) },
      { kind: "button", label: t("signIn.open"), href: to.link },
      { kind: "note", text: t("signIn.ignore") },
    ],
  });
}

/** Where an order's confirmation leads. `claim` opens the wallet of a buyer who has never signed in. */
export type OrderLinks = { readonly order: string; readonly shop: string | null; readonly claim: string | null };

/** "Thank you, your order is confirmed", with what it cost, how it was paid and what the buyer earned. */
export function orderLetter(company: Company, { order, lines, contact, buyer, earned }: OrderNews, links: OrderLinks): Letter {
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
    contact && { kind: "note", text: `${t("order.address")}\n${address(contact)}` },
    { kind: "button", label: t("order.see"), href: links.order },
    links.shop !== null && { kind: "text", text: `${t("order.shareLead")}\n${t("order.share", { link: links.shop })}` },
  ];
  return writeLetter({
    locale,
    company: company.name,
    subject: amount === null ? t("order.subject", { number }) : t("order.subjectCredited", { number, amount }),
    footer: t("footer", { company: company.name }),
    blocks: blocks.filter((block) => block !== false && block !== null),
  });
}

function vatLine(t: Mail, order: OrderNews["order"], sum: (minor: bigint) => string): string {
  const vat = order.vat.reduce((total, { vatMinor }) => total + BigInt(vatMinor), 0n);
  return `${t("order.vat")} ${sum(vat)}`;
}

function address(to: NonNullable<OrderNews["contact"]>): string {
  return [to.name, to.street, to.street2, `${to.postalCode} ${to.city}`, to.country].filter((line) => line.trim() !== "").join("\n");
}

/** "You have just received ...": to a sharer or a distributor, without a word about who bought. */
export function creditLetter(company: Company, { member, part, amount, orderNumber }: CreditNews, walletLink: string): Letter {
  const { locale } = member;
  const t = words(locale, "mail");
  const sum = formatMoney(amount, locale);
  return writeLetter({
    locale,
    company: company.name,
    subject: part === "sharer" ? t("credit.subject", { amount: sum }) : t("credit.subjectEarnings", { amount: sum }),
    footer: t("footer", { company: company.name }),
    blocks: [
      hello(t, member.firstName),
      { kind: "highlight", text: part === "sharer" ? t("credit.sharer", { amount: sum }) : t("credit.distributor", { amount: sum, number: orderNumber }) },
      { kind: "button", label: t("credit.see"), href: walletLink },
      { kind: "note", text: t("credit.thanks") },
    ],
  });
}
