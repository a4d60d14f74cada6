import type { WireMessage } from "../../gateway/signed-json/contract";
import { dateFormat } from "../../kernel/formats";
import type { Locale } from "../../kernel/locale";
import { type Currency, formatMoney, money } from "../../kernel/money";
import type { Received } from "./received";

const WORDS = {
  fr: {
    title: "Système de commissions (simulateur)",
    lead: "Ce que la boutique a transmis, la plus récente en premier.",
    other: '<a href="/en" lang="en">English</a>',
    none: "Rien n'a encore été reçu. Passez une commande dans la boutique : elle apparaîtra ici.",
    head: ["Reçu", "Message", "Commande", "Acheteur", "Distributeur", "Montant", "Déjà versé"],
    more: "Détails",
    fresh: "De nouveaux messages sont arrivés. Actualiser",
    kinds: {
      "sale.completed": "Vente",
      "sale.refunded": "Remboursement",
      "sale.reattributed": "Réattribution",
      "member.enrolled": "Inscription",
      "member.changed": "Changement de membre",
    },
  },
  en: {
    title: "Commission system (simulator)",
    lead: "What the shop has sent, newest first.",
    other: '<a href="/" lang="fr">Français</a>',
    none: "Nothing has arrived yet. Place an order in the shop and it will show up here.",
    head: ["Received", "Message", "Order", "Buyer", "Distributor", "Amount", "Already paid out"],
    more: "Details",
    fresh: "New messages have arrived. Refresh",
    kinds: {
      "sale.completed": "Sale",
      "sale.refunded": "Refund",
      "sale.reattributed": "Re-attribution",
      "member.enrolled": "Enrolment",
      "member.changed": "Member change",
    },
  },
} as const satisfies Record<Locale, unknown>;

const SHOWN_MAX = 500;

/** The page at `/`: what was received, readable on a phone, refreshed when something new arrives. */
export function page(all: readonly Received[], locale: Locale): string {
  const words = WORDS[locale];
  const rows = all.slice(-SHOWN_MAX).reverse().map((received) => row(received, locale));
  const head = words.head.map((text) => `<th scope="col">${text}</th>`).join("");
  const table = `<table><thead><tr>${head}<th></th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
  return `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${words.title}</title><style>${STYLE}</style>
<header><h1>${words.title}</h1><p>${words.lead} <b>${all.length}</b> · ${words.other}</p></header>
<p id="fresh" hidden><a href="">${words.fresh}</a></p>
<main>${rows.length === 0 ? `<p>${words.none}</p>` : table}</main>
<script>${script(all.length)}</script></html>`;
}

function row(received: Received, locale: Locale): string {
  const words = WORDS[locale];
  const { message } = received;
  const when = dateFormat(locale, { dateStyle: "short", timeStyle: "medium" }).format(new Date(received.receivedAt));
  const cells = [when, `<b>${words.kinds[message.kind]}</b>`, ...facts(message, locale)];
  const labelled = cells.map((cell, i) => `<td data-label="${words.head[i] ?? ""}">${cell}</td>`).join("");
  const sent = received.sent > 1 ? ` · ×${received.sent}` : "";
  const json = escape(JSON.stringify(message, null, 2));
  return `<tr>${labelled}<td><details><summary>${words.more}</summary><p>${escape(received.reference)}${sent}</p><pre>${json}</pre></details></td></tr>`;
}

/** Order, buyer, distributor, amount, already paid out. */
function facts(message: WireMessage, locale: Locale): string[] {
  if ("member" in message) {
    return ["", who(message.member), who(message.distributor), "", ""];
  }
  const sum = (parts: readonly { amountMinor: number }[]) => parts.map((part) => amount(part.amountMinor, message.currency, locale)).join(" + ");
  const order = escape(message.orderNumber);
  if (message.kind === "sale.completed") {
    return [order, who(message.buyer), who(message.distributor), amount(message.totalMinor, message.currency, locale), sum(message.paidOut)];
  }
  if (message.kind === "sale.refunded") {
    const { returnedMinor, shippingMinor, takenBack } = message.soFar;
    const back = takenBack.length > 0 ? `− ${sum(takenBack)}` : "";
    return [order, who(message.buyer), who(message.distributor), `− ${amount(returnedMinor + shippingMinor, message.currency, locale)}`, back];
  }
  return [order, who(message.buyer), `${who(message.from.distributor)} → ${who(message.to.distributor)}`, "", sum(message.paidOut)];
}

function who(party: { memberId: string; externalId: string | null } | null): string {
  return party ? `<span title="${escape(party.memberId)}">${escape(party.externalId ?? `…${party.memberId.slice(-6)}`)}</span>` : "–";
}

function amount(minor: number, currency: Currency, locale: Locale): string {
  return escape(formatMoney(money(BigInt(minor), currency), locale));
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

// Reloads by itself unless somebody reads the details of a message.
function script(count: number): string {
  return `setInterval(async()=>{try{const{count}=await(await fetch("/_sandbox/count")).json();if(count===${count})return;
if(document.querySelector("details[open]"))document.getElementById("fresh").hidden=false;else location.reload()}catch{}},2000)`;
}

const STYLE = `
:root{color-scheme:light dark;--line:color-mix(in srgb,currentColor 18%,transparent)}
*{box-sizing:border-box}body{margin:0 auto;max-width:76rem;padding:1.25rem;font:16px/1.5 system-ui,sans-serif}
h1{font-size:1.35rem;margin:0}header p{margin:.25rem 0 1.25rem}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th{text-align:left;font-size:.8rem;font-weight:600}th,td{padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td:nth-child(6),td:nth-child(7),th:nth-child(6),th:nth-child(7){text-align:right;white-space:nowrap}
summary{cursor:pointer}pre{max-width:34rem;overflow:auto;font-size:.8rem}#fresh{position:sticky;top:0;padding:.5rem;background:Canvas}
@media(max-width:48rem){thead{display:none}tr{display:block;border-bottom:1px solid var(--line);padding:.75rem 0}
td{display:flex;justify-content:space-between;gap:1rem;border:0;padding:.15rem 0}td:empty{display:none}
td::before{content:attr(data-label);opacity:.7}td:last-child{display:block}pre{max-width:calc(100vw - 2.5rem)}}`;
