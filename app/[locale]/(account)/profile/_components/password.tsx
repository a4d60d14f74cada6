import { AskForm } from "@/components/account/ask-form";
import { Field } from "@/components/ui/field";
import { dayText } from "@/lib/web/dates";
import { words } from "@/lib/web/words";
import { removePasswordAction, setPasswordAction } from "../actions";
import type { PartProps } from "../page";

/** Chooses a password, changes it or forgets it; whoever has one shows it first. */
export function Password({ view, locale }: PartProps) {
  const t = words(locale, "profile");
  const has = view.passwordSince !== null;
  const wrong = { slow_down: t("slow"), password_wrong: t("password.wrong"), invalid_input: t("password.too_long"), signed_out: t("visitor") };
  const reasons = { too_short: t("password.too_short"), too_long: t("password.too_long"), known: t("password.known"), guessable: t("password.guessable") };
  return (
    <div className="space-y-6">
      {view.passwordSince && <p className="text-sm text-muted">{t("password.since", { date: dayText(view.passwordSince, locale, view.timeZone) })}</p>}
      <AskForm action={setPasswordAction} submit={has ? t("password.change") : t("password.set")} said={{ ok: t("password.done"), ...wrong, ...reasons }}>
        <input type="text" name="username" autoComplete="username" defaultValue={view.email} hidden readOnly />
        {has && <Field id="current" name="current" type="password" autoComplete="current-password" label={t("password.current")} />}
        <Field id="new-password" name="password" type="password" autoComplete="new-password" label={t("password.new")} hint={t("password.hint")} />
      </AskForm>
      {has && (
        <AskForm action={removePasswordAction} fold={t("password.remove")} submit={t("password.remove")} said={{ ok: t("password.removed"), ...wrong }}>
          <Field id="current-again" name="current" type="password" autoComplete="current-password" label={t("password.current")} hint={t("password.removeHint")} />
        </AskForm>
      )}
    </div>
  );
}
