import { DEFAULT_LOCALE, type Locale } from "@/lib/kernel/locale";
import { type CardForm, EMPTY_CARD, readCard } from "./card";
import { page, stylesheet } from "./html";
import { bankPage, type FormState, type Frame, noticePage, payPage } from "./pay-page";
import { PAY_STYLE } from "./pay-style";
import { WORDS } from "./pay-words";
import { authenticate, pay, type Payment } from "./payments";
import { type Answer, type Asked, route, type Routes, seeOther } from "./router";
import type { Sandbox } from "./sandbox";
import { findSession } from "./sessions";
import type { Session } from "./types";

const CLEAN: FormState = { form: EMPTY_CARD, problems: {}, decline: null };

/** The hosted pages: pay, the bank's page, and their style. Null when the address is none of them. */
export function payPages(sandbox: Sandbox): (asked: Asked) => Answer | null {
  const routes: Routes<Answer> = {
    "GET /assets/pay.css": () => stylesheet(PAY_STYLE),
    "GET /c/pay/:id": ({ params }) => open(sandbox, params["id"] ?? "", (session) => page(200, payPage(frameOf(sandbox, session), CLEAN))),
    "POST /c/pay/:id": ({ params, body }) => open(sandbox, params["id"] ?? "", (session) => submit(sandbox, session, formOf(body))),
    "POST /c/pay/:id/authenticate": ({ params, body }) => open(sandbox, params["id"] ?? "", (session) => decide(sandbox, session, body)),
  };
  return (asked) => {
    const found = route(routes, asked);
    return found && found.handler({ ...asked, params: found.params });
  };
}

/** Shows an open session; else says what became of it. A form that is sent twice leads to the shop twice. */
function open(sandbox: Sandbox, id: string, show: (session: Session) => Answer): Answer {
  const session = findSession(sandbox, id);
  if (session?.status === "open") return show(session);
  const locale = localeOf(session);
  const frame = { company: sandbox.company, locale };
  if (session === null) return page(404, noticePage(frame, WORDS[locale].unknown, null));
  if (session.status === "complete") return page(200, noticePage(frame, WORDS[locale].done, { href: returnAddress(session), label: WORDS[locale].done.link }));
  return expired(frame, session);
}

function expired(frame: Pick<Frame, "company" | "locale">, session: Session): Answer {
  const link = session.cancel_url ? { href: session.cancel_url, label: WORDS[frame.locale].back } : null;
  return page(410, noticePage(frame, WORDS[frame.locale].expired, link));
}

function submit(sandbox: Sandbox, session: Session, form: CardForm): Answer {
  const reading = readCard(form, sandbox.date());
  if (!reading.ok) return page(422, payPage(frameOf(sandbox, session), { form, problems: reading.problems, decline: null }));
  return after(sandbox, pay(sandbox, session.id, reading.card), form);
}

function decide(sandbox: Sandbox, session: Session, body: string): Answer {
  const form = formOf(body);
  const reading = readCard(form, sandbox.date());
  if (!reading.ok) return seeOther(`/c/pay/${session.id}`);
  const approve = new URLSearchParams(body).get("decision") === "approve";
  return after(sandbox, authenticate(sandbox, session.id, { approve, card: reading.card }), form);
}

function after(sandbox: Sandbox, payment: Payment, form: CardForm): Answer {
  if (payment.kind === "unknown") return seeOther("/");
  const frame = frameOf(sandbox, payment.session);
  switch (payment.kind) {
    case "paid":
      return seeOther(returnAddress(payment.session));
    case "expired":
      return expired(frame, payment.session);
    case "authenticate":
      return page(200, bankPage(frame, form));
    case "declined":
      return page(402, payPage(frame, { form, problems: {}, decline: payment.decline }));
  }
}

function formOf(body: string): CardForm {
  const fields = new URLSearchParams(body);
  const text = (name: string) => fields.get(name) ?? "";
  return { number: text("number"), expiry: text("expiry"), cvc: text("cvc"), name: text("name") };
}

function frameOf(sandbox: Sandbox, session: Session): Frame {
  const lines = sandbox.book.find("pages", session.id)?.lines ?? [];
  return { company: sandbox.company, locale: localeOf(session), session, lines };
}

function localeOf(session: Session | null): Locale {
  return session?.locale === "fr" || session?.locale === "en" ? session.locale : DEFAULT_LOCALE;
}

function returnAddress(session: Session): string {
  return session.success_url.replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}
