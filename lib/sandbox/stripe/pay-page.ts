import type { Locale } from "@/lib/kernel/locale";
import type { CardField, CardForm, CardProblems, Decline } from "./card";
import { shown } from "./currency";
import { html, type Markup } from "./html";
import { WORDS } from "./pay-words";
import type { Line, Session } from "./types";

/** What every page of a session shows around its own content. */
export type Frame = { readonly company: string; readonly locale: Locale; readonly session: Session; readonly lines: readonly Line[] };
export type FormState = {
  readonly form: CardForm;
  readonly problems: CardProblems;
  readonly decline: Decline | "authentication_failed" | null;
};

function layout(frame: Pick<Frame, "company" | "locale">, title: string, body: Markup): Markup {
  return html`<!doctype html>
<html lang="${frame.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${frame.company}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/pay.css">
</head>
<body>${body}</body>
</html>
`;
}

/** The pay page: the order, and the card form as the buyer left it. */
export function payPage(frame: Frame, state: FormState): Markup {
  const words = WORDS[frame.locale];
  const amount = shown(frame.session.amount_total, frame.session.currency, frame.locale);
  return layout(frame, words.button(amount), html`
<aside class="test">${words.testMode}</aside>
<div class="columns">
<header class="order">
  ${masthead(frame)}
  <p class="label">${words.pay(frame.company)}</p>
  <p class="amount">${amount}</p>
  <h2 class="hidden">${words.summary}</h2>
  <ul class="lines">${frame.lines.map((line) => lineItem(line, frame))}</ul>
  <p class="total"><span>${words.total}</span><span>${amount}</span></p>
</header>
<main class="payment">
  <h1>${words.heading}</h1>
  ${alert(frame.locale, state)}
  ${cardForm(frame, state, amount)}
</main>
</div>`);
}

function masthead({ company, locale, session }: Frame): Markup {
  const logo = html`<span class="logo" aria-hidden="true">${company.charAt(0).toUpperCase()}</span>`;
  const back = session.cancel_url && html`<a class="back" href="${session.cancel_url}"><span aria-hidden="true">←</span> ${WORDS[locale].back}</a>`;
  return html`${back || null}<p class="company">${logo}<span>${company}</span></p>`;
}

function lineItem(line: Line, { session, locale }: Frame): Markup {
  const picture = line.image ? html`<img src="${line.image}" alt="" width="48" height="48">` : null;
  const quantity = line.quantity > 1 ? html`<span class="quantity">${WORDS[locale].quantity(line.quantity)}</span>` : null;
  const price = shown(line.unit_amount * line.quantity, session.currency, locale);
  return html`<li>${picture}<span class="what"><span>${line.name}</span>${quantity}</span><span class="price">${price}</span></li>`;
}

function alert(locale: Locale, { problems, decline }: FormState): Markup | null {
  const sentence = decline ? WORDS[locale].declines[decline] : Object.keys(problems).length > 0 ? WORDS[locale].fix : null;
  return sentence && html`<p class="alert" role="alert">${sentence}</p>`;
}

function cardForm(frame: Frame, state: FormState, amount: string): Markup {
  const words = WORDS[frame.locale];
  const input = (field: CardField, attributes: Markup) => cardInput(frame.locale, state, { field, attributes });
  return html`
<form method="post" action="/c/pay/${frame.session.id}" novalidate>
  ${frame.session.customer_email && html`<p class="field"><span class="name">${words.email}</span><span class="fixed">${frame.session.customer_email}</span></p>`}
  ${input("number", html`inputmode="numeric" autocomplete="cc-number" maxlength="23" placeholder="1234 1234 1234 1234"`)}
  <div class="pair">
    ${input("expiry", html`inputmode="numeric" autocomplete="cc-exp" maxlength="9" placeholder="${words.expiryHint}"`)}
    ${input("cvc", html`inputmode="numeric" autocomplete="cc-csc" maxlength="4" placeholder="${words.cvcHint}"`)}
  </div>
  ${input("name", html`autocomplete="cc-name" maxlength="120"`)}
  <button type="submit" class="primary">${words.button(amount)}</button>
  <p class="secure">${LOCK}<span>${words.secure}</span></p>
</form>
<details class="cards">
  <summary>${words.testHelp}</summary>
  <ul>${words.testCards.map(([number, meaning]) => html`<li><code>${number}</code> ${meaning}</li>`)}</ul>
</details>`;
}

const LOCK = html`<svg aria-hidden="true" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.5"><rect x="3" y="7" width="10" height="7" rx="1.5"/><path d="M5.5 7V4.5a2.5 2.5 0 0 1 5 0V7"/></svg>`;

function cardInput(locale: Locale, { form, problems }: FormState, { field, attributes }: { field: CardField; attributes: Markup }): Markup {
  const problem = problems[field];
  const marks = problem ? html`aria-invalid="true" aria-describedby="${field}-problem"` : null;
  const sentence = problem ? html`<span class="problem" id="${field}-problem">${WORDS[locale].problems[problem]}</span>` : null;
  return html`<p class="field"><label for="${field}">${WORDS[locale][field]}</label><input id="${field}" name="${field}" value="${form[field]}" required ${attributes} ${marks}>${sentence}</p>`;
}

/** The bank's own page, where the buyer confirms or refuses. The card goes along, so that nothing is typed twice. */
export function bankPage(frame: Frame, form: CardForm): Markup {
  const { bank } = WORDS[frame.locale];
  const amount = shown(frame.session.amount_total, frame.session.currency, frame.locale);
  const carried = (["number", "expiry", "cvc", "name"] as const).map((field) => html`<input type="hidden" name="${field}" value="${form[field]}">`);
  return layout(frame, bank.title, html`
<aside class="test">${WORDS[frame.locale].testMode}</aside>
<main class="notice">
  <h1>${bank.title}</h1>
  <p>${bank.text(amount, frame.company)}</p>
  <p class="quiet">${bank.card(form.number.replace(/\D/g, "").slice(-4))}</p>
  <form method="post" action="/c/pay/${frame.session.id}/authenticate">${carried}
    <button type="submit" name="decision" value="approve" class="primary">${bank.approve}</button>
    <button type="submit" name="decision" value="refuse" class="secondary">${bank.refuse}</button>
  </form>
</main>`);
}

/** A page that says one thing and shows the way on. */
export function noticePage(frame: Pick<Frame, "company" | "locale">, notice: { title: string; text: string }, link: { href: string; label: string } | null): Markup {
  const way = link && html`<p><a class="primary" href="${link.href}">${link.label}</a></p>`;
  return layout(frame, notice.title, html`<main class="notice"><h1>${notice.title}</h1><p>${notice.text}</p>${way}</main>`);
}
