import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { rootAt } from "@/lib/kernel/address";
import { newId } from "@/lib/kernel/id";
import { formatMoney } from "@/lib/kernel/money";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { AccountFrame } from "../../../_components/account-frame";
import { EraseForm } from "./_components/erase-form";
import { loadErase } from "./load";

/** One person's page: it waits for its request and is whole in its first answer. */
export const instant = false;

const root = rootAt(3);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly state?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "privacy")("erase.title"), robots: { index: false } };
}

/** The way out: what is lost and what must stay, in numbers, before anything happens. DESIGN §4 */
export default async function ErasePage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const { state } = await searchParams;
  const view = await loadErase();
  const t = words(locale, "privacy");
  const frame = { locale, root, here: "profile/data/erase" } as const;
  if (!view) {
    const done = state === "done";
    return (
      <AccountFrame {...frame} title={done ? t("erase.doneTitle") : t("erase.title")} lead={done ? t("erase.done") : t("visitor")}>
        {done ? <ShopLink root={root} to="" className={buttonStyle("quiet")}>{t("erase.shop")}</ShopLink> : <ShopLink root={root} to="sign-in" className={buttonStyle("primary")}>{t("signIn")}</ShopLink>}
      </AccountFrame>
    );
  }
  const sums = [view.credit, view.earnings].filter(({ minor }) => minor !== 0n);
  return (
    <AccountFrame {...frame} title={t("erase.title")} lead={t("erase.lead")}>
      <ul className="list-disc space-y-2 pl-5">
        <li>{sums.length > 0 ? t("erase.balance", { amount: sums.map((sum) => formatMoney(sum, locale)).join(" + ") }) : t("erase.noBalance")}</li>
        <li>{t("erase.link")}</li>
        <li>{t("erase.orders")}</li>
        <li>{t("erase.kept")}</li>
        <li>{t("erase.later")}</li>
      </ul>
      <p className="mt-5"><ShopLink root={root} to="profile/data#export" className="inline-flex min-h-11 items-center underline underline-offset-4">{t("erase.exportFirst")}</ShopLink></p>
      <div className="mt-6">
        {view.hindrance ? <Notice tone="bad">{t(`erase.reasons.${view.hindrance}`, { email: view.email })}</Notice> : (
          <EraseForm
            deed={newId("trail")}
            texts={{ email: t("erase.email"), understood: t("erase.understood"), send: t("erase.send"), sending: t("erase.sending") }}
            reasons={{
              invalid_input: t("erase.reasons.invalid_input"), other_address: t("erase.reasons.other_address"), open_hold: t("erase.reasons.open_hold"), order_under_way: t("erase.reasons.order_under_way", { email: view.email }),
              payout_under_way: t("erase.reasons.payout_under_way"), operator: t("erase.reasons.operator"), unknown_member: t("visitor"), signed_out: t("visitor"),
            }}
          />
        )}
      </div>
    </AccountFrame>
  );
}
