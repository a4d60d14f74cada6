import "server-only";
import type { Locale } from "@/lib/kernel/locale";
import { environment } from "@/lib/web/env";
import { words } from "@/lib/web/words";

/** The systems that the shop speaks to, each with its facts; never a secret: they live in the server's environment alone. The commission system is the first. */
export function systemsOf(locale: Locale): readonly (readonly [name: string, facts: readonly (readonly [string, string])[]])[] {
  const t = words(locale, "officeSettings");
  const { commission, stripe, mail, geocoderApiBase, worker } = environment();
  const host = (address: string): string => (URL.canParse(address) ? new URL(address).host : "");
  return [
    [t("systems.commission"), [
      [t("systems.adapter"), commission.adapter], [t("systems.address"), commission.apiBase],
      ...(commission.adapter === "exigo" ? [[t("systems.account"), `${commission.access.login}@${commission.access.company}`] as const, ...Object.entries(commission.numbers).map(([name, value]) => [name, String(value)] as const)] : []),
      [t("systems.secret"), t("systems.given")],
    ]],
    [t("systems.payments"), [[t("systems.adapter"), "Stripe"], [t("systems.address"), stripe.apiBase === null ? "api.stripe.com" : host(stripe.apiBase)], [t("systems.mode"), /_live_/.test(stripe.secretKey) ? t("systems.live") : t("systems.test")], [t("systems.secret"), t("systems.given")]]],
    [t("systems.mail"), [[t("systems.address"), host(mail.smtpUrl)], [t("systems.from"), mail.from]]],
    [t("systems.addresses"), [[t("systems.address"), geocoderApiBase === null ? "data.geopf.fr" : host(geocoderApiBase)]]],
    [t("systems.worker"), [[t("systems.where"), t(`workers.${worker}`)]]],
  ];
}
