import "server-only";
import type { WeekNews } from "@/lib/earnings/letters/types";
import { changePercent, net, reachedPercent, shift } from "@/lib/earnings/rules";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, type Money } from "@/lib/kernel/money";
import { spoken } from "../dates";
import { words } from "../words";
import { hello, letterhead, type Sender } from "./letters";
import { type Block, type Letter, writeLetter } from "./layout";

type To = { readonly locale: Locale; readonly firstName: string };
/** `stop` ends the letters in one click; `post` is the same for mail programs. RFC 8058 */
type Links = { readonly earnings: string; readonly stop: string; readonly post: string };

/** A distributor's week in numbers: what they earned against the week before, sales, what customers' sharing brought, what is available. */
export async function weekLetter(company: Sender, news: WeekNews, { to, links }: { readonly to: To; readonly links: Links }): Promise<Letter> {
  const t = words(to.locale, "mail");
  const show = (amount: Money): string => formatMoney(amount, to.locale);
  const earned = net(news.earned);
  const change = changePercent(earned.minor, net(news.before).minor);
  const { goal, shared } = news;
  const blocks: (Block | false)[] = [
    hello(t, to.firstName),
    { kind: "text", text: t("week.lead", { week: weekName(news.week, to.locale) }) },
    { kind: "highlight", text: news.earned.orders > 0 ? t("week.earned", { amount: show(earned), count: news.earned.orders }) : t("week.nothing") },
    change !== null && { kind: "text", text: t(change >= 0n ? "week.more" : "week.less", { percent: (change < 0n ? -change : change).toString() }) },
    shared.orders > 0 && { kind: "text", text: t("week.shared", { count: shared.orders, amount: show(shared.amount) }) },
    goal !== null && { kind: "text", text: t("week.goal", { percent: reachedPercent(earned.minor, goal.amount.minor).toString(), amount: show(goal.amount) }) },
    {
      kind: "sums",
      rows: [
        [t("week.gross"), show(news.earned.earned)], ...(news.earned.takenBack.minor > 0n ? [[t("week.takenBack"), show({ ...news.earned.takenBack, minor: -news.earned.takenBack.minor })] as const] : []),
        [t("week.before"), show(net(news.before))], [t("week.available"), show(news.available), "strong"],
      ],
    },
    { kind: "button", label: t("week.see"), href: links.earnings },
    { kind: "link", label: t("week.stop"), href: links.stop },
  ];
  const letter = await writeLetter({
    ...letterhead(company, to.locale, t("week.footer", { company: company.name })), subject: t("week.subject", { amount: show(earned) }),
    blocks: blocks.filter((block) => block !== false),
  });
  return { ...letter, headers: { "List-Unsubscribe": `<${links.post}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } };
}

/** "16 au 22 novembre", "November 16 – 22". */
function weekName(monday: string, locale: Locale): string {
  const at = (wall: string) => new Date(`${wall}Z`);
  const range = dateFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" }).formatRange(at(`${monday}T00:00:00`), at(shift("day", `${monday}T00:00:00`, 6)));
  return spoken(range, locale).replace(/\s*–\s*/, locale === "fr" ? " au " : " – ");
}
