import { ActionForm } from "@/components/office/action-form";
import type { Standing } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { OPERATOR_ROLES } from "@/lib/access/types";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";
import { ListEnd } from "../../../../_components/list-end";
import { settingsTexts } from "../../_components/form-texts";
import { inviteAction, roleAction } from "../../actions";
import type { SettingsView } from "../load";

/** Who belongs to the team, with what role; and an invitation. */
export function TeamPart({ view: { team, me, company }, locale, root }: Standing & { readonly view: SettingsView; readonly locale: Locale }) {
  const t = words(locale, "officeSettings");
  const roles = OPERATOR_ROLES.map((value) => ({ value, label: t(`roles.${value}`) }));
  const day = dateFormat(locale, { dateStyle: "long", timeZone: company.timeZone });
  const texts = settingsTexts(locale);
  return (
    <div className="space-y-10">
      <div>
        <ul className="divide-y divide-line border-y border-line">
          {team.map(({ id, name, email, role, since }) => (
            <li key={id} className="py-4">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1"><span className="font-medium">{name || email}</span><Badge tone={role === "owner" ? "accent" : "plain"}>{t(`roles.${role}`)}</Badge>{id === me && <span className="text-sm text-muted">{t("team.you")}</span>}</p>
              <p className="text-sm text-muted">{name === "" ? "" : `${email}, `}{t("team.since", { day: day.format(since) })}</p>
              {id !== me && (
                <details>
                  <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm underline underline-offset-4">{t("team.change")}<span className="sr-only"> {name || email}</span></summary>
                  <div className="py-3"><ActionForm kind="quiet" action={roleAction} hidden={{ member: id }} texts={texts} groups={[{ asks: [{ name: "role", label: t("team.role"), kind: "select", value: role, choices: [...roles, { value: "none", label: t("team.none") }] }] }]} /></div>
                </details>
              )}
            </li>
          ))}
        </ul>
        <ListEnd root={root} locale={locale} file="team" />
      </div>
      <section aria-labelledby="invite" className="rounded-card border border-line bg-raised p-5">
        <h2 id="invite" className="mb-1 font-display text-xl">{t("team.invite")}</h2>
        <p className="mb-4 text-sm text-muted">{t("team.inviteLead")}</p>
        <ActionForm action={inviteAction} texts={{ ...texts, save: t("team.send"), saved: t("team.sent") }} groups={[{ asks: [
          { name: "email", label: t("team.email"), kind: "email", wrong: t("wrongAddress"), required: true }, { name: "role", label: t("team.role"), kind: "select", value: "support", choices: roles },
          { name: "firstName", label: t("team.firstName") }, { name: "lastName", label: t("team.lastName") },
        ] }]} />
      </section>
      <dl className="grid gap-px overflow-hidden rounded-card border border-line bg-line sm:grid-cols-2">
        {OPERATOR_ROLES.map((role) => <div key={role} className="bg-raised p-4"><dt className="font-medium">{t(`roles.${role}`)}</dt><dd className="mt-1 text-sm text-muted">{t(`may.${role}`)}</dd></div>)}
      </dl>
    </div>
  );
}
