import type { DeedField } from "@/components/office/deed-form";
import { DeedForm } from "@/components/office/deed-form";
import { Panel } from "@/components/office/panel";
import { hrefIn, ShopLink, type Standing } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { INPUT_STYLE } from "@/components/ui/field";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import { adjustAction, handleAction, moveAction, standingAction } from "../actions";
import type { MemberView } from "../load";

type Props = Standing & { readonly view: MemberView; readonly locale: Locale };

const REFUSALS = [
  "not_allowed", "invalid_input", "unknown_member", "open_hold", "unknown_parent", "own_parent", "parent_in_downline", "there_already", "malformed", "reserved", "taken",
  "not_an_amount", "insufficient_credit", "refused",
] as const;

/** What an operator can do with a member, each with a reason. Only what their role may do is here. */
export function Deeds({ view, locale, root }: Props) {
  const t = words(locale, "officePerson");
  const { member } = view;
  if (member.status === "merged" || member.status === "erased") return null;
  const shared = { locale, view };
  return (
    <section aria-labelledby="do" className="space-y-3">
      <h2 id="do" className="sr-only">{t("deeds")}</h2>
      {view.mayAdjust && <Adjust {...shared} />}
      <Panel title={t("move.title")} lead={t("move.lead")}>
        <Form {...shared} form="move" says={{ submit: t("move.do"), done: t("move.done") }} action={moveAction} fields={[
          { kind: "line", name: "to", label: t("move.to"), hint: t("move.toHint"), optional: true },
          { kind: "tick", name: "follows", label: t("move.follows"), hint: t("move.followsHint") },
        ]} />
      </Panel>
      <Panel title={t("handle.title")} lead={t("handle.lead")}>
        <Form {...shared} form="handle" says={{ submit: t("handle.do"), done: t("handle.done") }} action={handleAction} fields={[{ kind: "line", name: "handle", label: t("handle.label"), value: member.handle ?? "" }]} />
      </Panel>
      <Panel title={t("standing.title")} lead={t("standing.lead")}>
        <Form {...shared} form="standing" says={{ submit: t("standing.do"), done: t("standing.done") }} action={standingAction} fields={[
          { kind: "choice", name: "to", label: t("standing.to"), choices: (["active", "suspended", "closed"] as const).filter((state) => state !== member.status).map((value) => ({ value, label: t(`standing.${value}`) })) },
        ]} />
      </Panel>
      {view.mayAdjust && (
        <Panel title={t("merge.title")} lead={t("merge.lead")}>
          <form action={hrefIn(root, `office/members/${member.id}/merge`)} method="get" className="space-y-4">
            <label className="block text-sm font-medium"><span className="mb-1.5 block">{t("merge.into")}</span><input name="into" required maxLength={320} autoComplete="off" className={INPUT_STYLE} /><span className="mt-1.5 block font-normal text-muted">{t("move.toHint")}</span></label>
            <button type="submit" className={buttonStyle("quiet", "min-h-11 px-5 py-2")}>{t("merge.show")}</button>
          </form>
        </Panel>
      )}
      {member.handle !== null && member.status === "active" && <p className="pt-1"><ShopLink root={root} to={`office/members/${member.id}/see`} className="inline-flex min-h-11 items-center text-accent underline underline-offset-4">{t("see.link")}</ShopLink></p>}
    </section>
  );
}

function Adjust({ view, locale }: Omit<Props, "root">) {
  const t = words(locale, "officePerson");
  return (
    <Panel title={t("adjust.title")} lead={t("adjust.lead", { amount: formatMoney(money(view.aloneUpToMinor, view.currency), locale) })}>
      <Form view={view} locale={locale} form="adjust" says={{ submit: t("adjust.do"), done: t("adjust.done") }} action={adjustAction} fields={[
        { kind: "choice", name: "direction", label: t("adjust.direction"), choices: (["give", "take"] as const).map((value) => ({ value, label: t(`adjust.${value}`) })) },
        { kind: "choice", name: "wallet", label: t("adjust.wallet"), choices: (["credit", "earnings"] as const).map((value) => ({ value, label: t(`adjust.${value}`) })) },
        { kind: "line", name: "amount", label: t("adjust.amount"), inputMode: "decimal", hint: t("adjust.amountHint") },
      ]} />
    </Panel>
  );
}

type FormProps = Omit<Props, "root"> & { readonly form: "standing" | "move" | "handle" | "adjust"; readonly action: Parameters<typeof DeedForm>[0]["action"]; readonly fields: readonly DeedField[]; readonly says: { readonly submit: string; readonly done: string } };

/** A deed's form: whom it is about and the deed's id before its questions, the reason after them. */
function Form({ view, locale, form, action, fields, says }: FormProps) {
  const t = words(locale, "officePerson");
  const all: readonly DeedField[] = [
    { kind: "hidden", name: "member", value: view.member.id },
    { kind: "hidden", name: "deed", value: view.deed(form) },
    ...fields,
    { kind: "words", name: "reason", label: t("reason"), hint: t("reasonHint"), wrong: t("reasonMissing") },
  ];
  const refusals = Object.fromEntries(REFUSALS.map((reason) => [reason, t(`refusals.${reason}`)])) as Record<(typeof REFUSALS)[number], string>;
  return <DeedForm id={form} action={action} fields={all} refusals={refusals} texts={{ ...says, sending: t("sending") }} />;
}
