import { shown } from "./currency";
import { closeDispute, openDispute } from "./disputes";
import { DASHBOARD_STYLE } from "./dashboard-style";
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
    "GET /": () => page(200, overview(sandbox)),
    "POST /dashboard/refund": ({ body }) => act(sandbox, () => refundRest(sandbox, new URLSearchParams(body))),
    "POST /dashboard/dispute": ({ body }) => act(sandbox, () => contest(sandbox, new URLSearchParams(body))),
    "POST /dashboard/close": ({ body }) => act(sandbox, () => decide(sandbox, new URLSearchParams(body))),
    "POST /dashboard/redeliver": async ({ body }) => {
      await webhooks.redeliver([new URLSearchParams(body).get("event") ?? ""], { order: "kept", times: 1 });
      return seeOther("/");
    },
  };
  return async (asked) => {
    const found = route(routes, asked);
    return found && (await found.handler({ ...asked, params: found.params }));
  };
}

function act(sandbox: Sandbox, change: () => void): Answer {
  try {
    change();
    return seeOther("/");
  } catch (error) {
    if (error instanceof StripeFault) return page(error.status, overview(sandbox, error.message));
    throw error;
  }
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

function overview(sandbox: Sandbox, fault: string | null = null): Markup {
  const { book, settings, company } = sandbox;
  const webhookAddress = settings.webhookUrl ?? "aucune adresse";
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bac à sable de paiement · ${company}</title>
<link rel="stylesheet" href="/assets/dashboard.css">
</head>
<body>
<header><h1>Bac à sable de paiement</h1><p>${company}. Environnement de test : aucune carte n’est débitée. Webhooks vers <code>${webhookAddress}</code> (${settings.webhooks}).</p></header>
<main>
${fault && html`<p class="alert" role="alert">${fault}</p>`}
${table("Pages de paiement", ["Ouverte", "Montant", "État", "Client", "Commande", ""], book.list("sessions").slice(0, SHOWN).map(sessionRow))}
${table("Paiements", ["Reçu", "Montant", "Remboursé", "Carte", "Paiement", ""], book.list("charges").slice(0, SHOWN).map(chargeRow))}
${table("Remboursements", ["Fait", "Montant", "État", "Demandé par", "Remboursement"], book.list("refunds").slice(0, SHOWN).map(refundRow))}
${table("Litiges", ["Ouvert", "Montant", "État", "Motif", "Litige", ""], book.list("disputes").slice(0, SHOWN).map(disputeRow))}
${table("Webhooks", ["Événement", "État", "Envois", "Dernière réponse", ""], book.list("deliveries").slice(0, SHOWN).map(deliveryRow))}
</main>
</body>
</html>
`;
}

function table(title: string, heads: readonly string[], rows: readonly Markup[]): Markup {
  const head = heads.map((name) => (name ? html`<th scope="col">${name}</th>` : html`<td></td>`));
  const body = rows.length > 0 ? html`<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>` : html`<p class="empty">Rien pour l’instant.</p>`;
  return html`<section><h2>${title}</h2>${body}</section>`;
}

function row(cells: readonly (Markup | string | null)[]): Markup {
  return html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
}

function when(seconds: number): Markup {
  const iso = new Date(seconds * 1000).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")}</time>`;
}

function button(action: string, fields: Readonly<Record<string, string>>, label: string): Markup {
  const hidden = Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  return html`<form method="post" action="/dashboard/${action}">${hidden}<button>${label}</button></form>`;
}

function sessionRow(session: Session): Markup {
  const link = session.url && html`<a href="${session.url}">Payer</a>`;
  const order = session.metadata["order_number"] ?? session.client_reference_id;
  return row([when(session.created), shown(session.amount_total, session.currency, "fr"), session.status, session.customer_email, order, link]);
}

function chargeRow(charge: Charge): Markup {
  const { brand, last4 } = charge.payment_method_details.card;
  const left = charge.amount_captured - charge.amount_refunded;
  const intent = { payment_intent: charge.payment_intent };
  const refund = charge.paid && left > 0 ? button("refund", intent, "Rembourser") : null;
  const dispute = charge.paid && !charge.disputed ? button("dispute", intent, "Contester") : null;
  const amount = html`${shown(charge.amount, charge.currency, "fr")}${charge.paid ? null : html` <em>refusé (${charge.failure_code})</em>`}`;
  return row([when(charge.created), amount, shown(charge.amount_refunded, charge.currency, "fr"), `${brand} ${last4}`, html`<code>${charge.payment_intent}</code>`, html`${refund}${dispute}`]);
}

function refundRow(refund: Refund): Markup {
  const origin = refund.metadata["refund_id"] ? "la boutique" : "ce tableau de bord";
  return row([when(refund.created), shown(refund.amount, refund.currency, "fr"), refund.failure_reason ? `${refund.status} (${refund.failure_reason})` : refund.status, origin, html`<code>${refund.id}</code>`]);
}

function disputeRow(dispute: Dispute): Markup {
  const open = dispute.status === "needs_response" || dispute.status === "warning_needs_response";
  const ends = open ? html`${button("close", { dispute: dispute.id, outcome: "won" }, "Gagné")}${button("close", { dispute: dispute.id, outcome: "lost" }, "Perdu")}` : null;
  return row([when(dispute.created), shown(dispute.amount, dispute.currency, "fr"), dispute.status, dispute.reason, html`<code>${dispute.id}</code>`, ends]);
}

function deliveryRow(delivery: Delivery): Markup {
  const last = delivery.attempts.at(-1);
  const answer = last ? `${last.status ?? "—"} · ${last.ms} ms · ${last.answer.slice(0, 80)}` : "";
  return row([html`${delivery.type}<br><code>${delivery.id}</code>`, delivery.state, String(delivery.attempts.length), answer, button("redeliver", { event: delivery.id }, "Renvoyer")]);
}
