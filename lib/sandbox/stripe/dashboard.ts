import { isLocale, type Locale } from "@/lib/kernel/locale";
import { shown } from "./currency";
import { closeDispute, openDispute } from "./disputes";
import { DASHBOARD_STYLE } from "./dashboard-style";
import { DASHBOARD_WORDS } from "./dashboard-words";
import { StripeFault } from "./faults";
import { html, type Markup, page, stylesheet } from "./html";
import { chargeOf, sendBack } from "./refunds";
import { type Answer, type Asked, route, type Routes, seeOther } from "./router";
import type { Sandbox } from "./sandbox";
import type { Charge, Delivery, Dispute, Refund, Session } from "./types";
import type { Webhooks } from "./webhooks";

const SHOWN = 50;

/** The sandbox's own dashboard: what was paid, sent back, contested and announced, and the buttons that a merchant has. */
export function dashboard(sandbox: Sandbox, webhooks: Webhooks): (asked: Asked) => Promise<Answer | null> {
  const routes: Routes = {
    "GET /assets/dashboard.css": () => stylesheet(DASHBOARD_STYLE),
    "GET /": () => page(200, overview(sandbox, "fr")),
    "GET /en": () => page(200, overview(sandbox, "en")),
    "POST /dashboard/refund": ({ body }) => act(sandbox, body, refundRest),
    "POST /dashboard/dispute": ({ body }) => act(sandbox, body, contest),
    "POST /dashboard/close": ({ body }) => act(sandbox, body, decide),
    "POST /dashboard/redeliver": async ({ body }) => {
      const form = new URLSearchParams(body);
      await webhooks.redeliver([form.get("event") ?? ""], { order: "kept", times: 1 });
      return seeOther(home(localeOf(form)));
    },
  };
  return async (asked) => {
    const found = route(routes, asked);
    return found && (await found.handler({ ...asked, params: found.params }));
  };
}

function act(sandbox: Sandbox, body: string, change: (sandbox: Sandbox, form: URLSearchParams) => void): Answer {
  const form = new URLSearchParams(body);
  try {
    change(sandbox, form);
    return seeOther(home(localeOf(form)));
  } catch (error) {
    if (error instanceof StripeFault) return page(error.status, overview(sandbox, localeOf(form), error.message));
    throw error;
  }
}

function localeOf(form: URLSearchParams): Locale {
  const text = form.get("locale") ?? "";
  return isLocale(text) ? text : "fr";
}

function home(locale: Locale): string {
  return locale === "fr" ? "/" : `/${locale}`;
}

function refundRest(sandbox: Sandbox, form: URLSearchParams): void {
  const charge = chargeOf(sandbox, { intent: form.get("payment_intent") });
  sendBack(sandbox, { charge, amount: charge.amount_captured - charge.amount_refunded, metadata: {}, reason: "requested_by_customer" });
}

function contest(sandbox: Sandbox, form: URLSearchParams): void {
  const charge = chargeOf(sandbox, { intent: form.get("payment_intent") });
  openDispute(sandbox, { charge, amount: charge.amount_captured, reason: "fraudulent", inquiry: false });
}

function decide(sandbox: Sandbox, form: URLSearchParams): void {
  const dispute = sandbox.book.find("disputes", form.get("dispute"));
  if (dispute) closeDispute(sandbox, dispute, form.get("outcome") === "won" ? "won" : "lost");
}

function overview(sandbox: Sandbox, locale: Locale, fault: string | null = null): Markup {
  const { book, settings, company } = sandbox;
  const words = DASHBOARD_WORDS[locale];
  const newest = {
    sessions: book.list("sessions").slice(0, SHOWN).map((one) => sessionRow(locale, one)),
    charges: book.list("charges").slice(0, SHOWN).map((one) => chargeRow(locale, one)),
    refunds: book.list("refunds").slice(0, SHOWN).map((one) => refundRow(locale, one)),
    disputes: book.list("disputes").slice(0, SHOWN).map((one) => disputeRow(locale, one)),
    deliveries: book.list("deliveries").slice(0, SHOWN).map((one) => deliveryRow(locale, one)),
  };
  const sections = (["sessions", "charges", "refunds", "disputes", "deliveries"] as const).map((name) => table(locale, name, newest[name]));
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title} · ${company}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/dashboard.css">
</head>
<body>
<header><h1>${words.title}</h1><p>${words.note(company)} ${words.webhooks(settings.webhooks)} <code>${settings.webhookUrl ?? words.noAddress}</code>. <a href="${words.otherLanguage.href}">${words.otherLanguage.label}</a></p></header>
<main>${fault && html`<p class="alert" role="alert">${fault}</p>`}${sections}</main>
</body>
</html>
`;
}

function table(locale: Locale, name: keyof (typeof DASHBOARD_WORDS)["fr"]["tables"], rows: readonly Markup[]): Markup {
  const words = DASHBOARD_WORDS[locale];
  const { title, heads } = words.tables[name];
  const head = heads.map((text) => (text ? html`<th scope="col">${text}</th>` : html`<td></td>`));
  const grid = html`<div class="scroll" role="group" aria-label="${title}" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
  return html`<section><h2>${title}</h2>${rows.length > 0 ? grid : html`<p class="empty">${words.nothing}</p>`}</section>`;
}

function row(cells: readonly (Markup | string | null)[]): Markup {
  return html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
}

function when(seconds: number): Markup {
  const iso = new Date(seconds * 1000).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")}</time>`;
}

function button(action: string, label: string, fields: Readonly<Record<string, string>>): Markup {
  const hidden = Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  return html`<form method="post" action="/dashboard/${action}">${hidden}<button>${label}</button></form>`;
}

function sessionRow(locale: Locale, session: Session): Markup {
  const link = session.url && html`<a href="${session.url}">${DASHBOARD_WORDS[locale].buttons.pay}</a>`;
  const order = session.metadata["order_number"] ?? session.client_reference_id;
  return row([when(session.created), shown(session.amount_total, session.currency, locale), session.status, session.customer_email, order, link]);
}

function chargeRow(locale: Locale, charge: Charge): Markup {
  const words = DASHBOARD_WORDS[locale];
  const { brand, last4 } = charge.payment_method_details.card;
  const left = charge.amount_captured - charge.amount_refunded;
  const fields = { locale, payment_intent: charge.payment_intent };
  const refund = charge.paid && left > 0 ? button("refund", words.buttons.refund, fields) : null;
  const dispute = charge.paid && !charge.disputed ? button("dispute", words.buttons.contest, fields) : null;
  const declined = charge.failure_code === null ? null : html` <em>${words.declined(charge.failure_code)}</em>`;
  const amount = html`${shown(charge.amount, charge.currency, locale)}${declined}`;
  const returned = shown(charge.amount_refunded, charge.currency, locale);
  return row([when(charge.created), amount, returned, `${brand} ${last4}`, html`<code>${charge.payment_intent}</code>`, html`${refund}${dispute}`]);
}

function refundRow(locale: Locale, refund: Refund): Markup {
  const { origin } = DASHBOARD_WORDS[locale];
  const status = refund.failure_reason ? `${refund.status} (${refund.failure_reason})` : refund.status;
  const asked = refund.metadata["refund_id"] ? origin.shop : origin.here;
  return row([when(refund.created), shown(refund.amount, refund.currency, locale), status, asked, html`<code>${refund.id}</code>`]);
}

function disputeRow(locale: Locale, dispute: Dispute): Markup {
  const { buttons } = DASHBOARD_WORDS[locale];
  const open = dispute.status === "needs_response" || dispute.status === "warning_needs_response";
  const ends = (["won", "lost"] as const).map((outcome) => button("close", buttons[outcome], { locale, dispute: dispute.id, outcome }));
  const amount = shown(dispute.amount, dispute.currency, locale);
  return row([when(dispute.created), amount, dispute.status, dispute.reason, html`<code>${dispute.id}</code>`, open ? html`${ends}` : null]);
}

function deliveryRow(locale: Locale, delivery: Delivery): Markup {
  const last = delivery.attempts.at(-1);
  const answer = last ? `${last.status ?? "—"} · ${last.ms} ms · ${last.answer.slice(0, 80)}` : "";
  const again = button("redeliver", DASHBOARD_WORDS[locale].buttons.redeliver, { locale, event: delivery.id });
  return row([html`${delivery.type}<br><code>${delivery.id}</code>`, delivery.state, String(delivery.attempts.length), answer, again]);
}
