import "server-only";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, type Money } from "@/lib/kernel/money";
import { words } from "../words";
import { type Letter, writeLetter } from "./layout";
import { hello, letterhead, type Sender } from "./letters";

type To = { readonly locale: Locale; readonly firstName: string };

/** The answer to somebody who asked to become a distributor, and where they go from here. */
export function applicationLetter(company: Sender, answer: "approved" | "refused", { to, link }: { readonly to: To; readonly link: string }): Promise<Letter> {
  const t = words(to.locale, "mail");
  const name = { company: company.name };
  return writeLetter({
    ...letterhead(company, to.locale, t("application.why", name)),
    subject: t(`application.subject.${answer}`, name),
    blocks: [
      hello(t, to.firstName),
      { kind: "highlight", text: t(`application.lead.${answer}`, name) },
      { kind: "text", text: t(`application.text.${answer}`) },
      { kind: "button", label: t(`application.see.${answer}`), href: link },
    ],
  });
}

/** A pay-out arrived at the bank, was not granted, or came back. */
export function payoutLetter(company: Sender, { amount, ending }: { readonly amount: Money; readonly ending: "paid" | "refused" | "failed" }, { to, link }: { readonly to: To; readonly link: string }): Promise<Letter> {
  const t = words(to.locale, "mail");
  const sum = { amount: formatMoney(amount, to.locale) };
  return writeLetter({
    ...letterhead(company, to.locale, t("payout.why", { company: company.name })),
    subject: t(`payout.subject.${ending}`, sum),
    blocks: [
      hello(t, to.firstName),
      { kind: "highlight", text: t(`payout.lead.${ending}`, sum) },
      { kind: "text", text: t(`payout.text.${ending}`) },
      { kind: "button", label: t("payout.see"), href: link },
    ],
  });
}
