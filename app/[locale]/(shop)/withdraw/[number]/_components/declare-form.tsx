import { Field, INPUT_STYLE } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { type Locale, localized } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";
import { confirmAction } from "../../actions";
import type { WithdrawalView } from "../load";

type Props = { readonly view: WithdrawalView; readonly locale: Locale; readonly secret: string };

/** What is given back (all of it unless said otherwise), who withdraws, and the button that the law words. */
export function DeclareForm({ view: { order, lines, open, contact, settings, returnAddress }, locale, secret }: Props) {
  const t = words(locale, "withdrawal");
  const sent = open.period.state === "until";
  return (
    <form action={confirmAction} className="space-y-8">
      <input type="hidden" name="number" value={order.number} />
      <input type="hidden" name="key" value={secret} />
      <fieldset>
        <legend className="font-display text-xl">{t("what")}</legend>
        <ul className="mt-3 divide-y divide-line border-y border-line">
          {open.lines.map(({ line: id, quantity }) => {
            const line = lines.find((one) => one.id === id);
            if (!line) return null;
            const title = [localized(line.title, locale), line.choice && localized(line.choice, locale)].filter(Boolean).join(", ");
            return (
              <li key={id} className="flex items-center justify-between gap-4 py-3">
                <label htmlFor={`quantity-${id}`}>{title}</label>
                <select id={`quantity-${id}`} name={`quantity-${id}`} aria-label={t("pieces", { title })} defaultValue={quantity} className={`${INPUT_STYLE} !w-auto`}>
                  {Array.from({ length: quantity + 1 }, (_, n) => quantity - n).map((pieces) => (
                    <option key={pieces} value={pieces}>{pieces === 0 ? t("keep") : t("of", { quantity: pieces, bought: line.quantity })}</option>
                  ))}
                </select>
              </li>
            );
          })}
        </ul>
      </fieldset>
      <fieldset className="space-y-5">
        <legend className="mb-3 font-display text-xl">{t("who")}</legend>
        <Field id="name" name="name" autoComplete="name" required maxLength={100} label={t("name")} defaultValue={contact?.name ?? ""} />
        <Field id="email" name="email" type="email" inputMode="email" autoComplete="email" required label={t("receiptTo")} defaultValue={contact?.email ?? ""} />
      </fieldset>
      <div className="space-y-3 text-sm text-muted">
        <p>{t("refundHow")} {sent && settings.refundStart === "on_return" ? t("refundWhenReturn") : t("refundWhenNow")}</p>
        {sent && <p>{t("returnTo", { address: returnAddress.replaceAll("\n", ", ") })}</p>}
        <p>{t("earned")}</p>
      </div>
      <p>{t("statement", { number: order.number })}</p>
      <SubmitButton className="w-full sm:w-auto">{t("confirm")}</SubmitButton>
    </form>
  );
}
