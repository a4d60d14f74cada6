import { AskForm } from "@/components/account/ask-form";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { words } from "@/lib/web/words";
import { removeFactorAction } from "../actions";
import type { PartProps } from "../page";
import { RenewCodes } from "./renew-codes";

/** Sets up a second factor; whoever has one renews their recovery codes or takes it away, against a code. */
export function Factor({ view, locale, root }: PartProps) {
  const t = words(locale, "profile");
  if (view.recoveryLeft === null) return <p><ShopLink root={root} to="sign-in/factor" className={buttonStyle("quiet")}>{t("factor.set")}</ShopLink></p>;
  const code = (id: string) => <Field id={id} name="code" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} maxLength={20} label={t("factor.code")} />;
  const wrong = { wrong: t("factor.wrong"), slow_down: t("slow"), invalid_input: t("factor.wrong"), signed_out: t("visitor") };
  return (
    <div className="space-y-4">
      <RenewCodes submit={t("factor.renew")} explain={t("factor.codes")} said={wrong}>{code("renew-code")}</RenewCodes>
      <AskForm action={removeFactorAction} fold={t("factor.remove")} submit={t("factor.remove")} said={{ ok: t("factor.removed"), ...wrong }}>{code("remove-code")}</AskForm>
    </div>
  );
}
