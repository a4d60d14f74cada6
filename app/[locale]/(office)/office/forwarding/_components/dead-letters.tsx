import { queryOf } from "@/components/office/filters";
import { type Column, Table } from "@/components/office/table";
import { ShopLink } from "@/components/shop/shop-link";
import { rootAt } from "@/lib/kernel/address";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";
import { replayAllAction } from "../actions";
import type { DeadLetter, ForwardingView } from "../load";
import { ActForm } from "../../../_components/act-form";
import { ListEnd } from "../../../_components/list-end";
import { topicName } from "./words";

const root = rootAt(2);

/** What nobody but an operator sets going again, each with what the other side said. */
export function DeadLetters({ view, locale }: { readonly view: ForwardingView; readonly locale: Locale }) {
  const t = words(locale, "officeForwarding");
  const { rows, more } = view.dead;
  const last = rows.at(-1);
  return (
    <section aria-labelledby="dead">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id="dead" className="font-display text-heading">{t("dead")}</h2>
          <p className="mt-1 max-w-prose text-muted">{t("deadLead")}</p>
        </div>
        {view.queue.dead > 1 && <ActForm act={replayAllAction} fields={{}} label={t("replayAll", { count: view.queue.dead })} pendingLabel={t("sending")} texts={{ refused: t("refused") }} />}
      </div>
      <Table label={t("dead")} columns={columnsOf(view, locale)} rows={rows} keyOf={({ id }) => id} empty={t("noDead")} />
      {last && <ListEnd root={root} locale={locale} of={t("dead")} next={more ? `office/forwarding?${queryOf({ dead: last.id })}#dead` : null} file="dead" />}
    </section>
  );
}

function columnsOf({ timeZone }: ForwardingView, locale: Locale): readonly Column<DeadLetter>[] {
  const t = words(locale, "officeForwarding");
  const time = dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  return [
    {
      key: "what", head: t("message"),
      cell: ({ id, topic, number, diedAt }) => (
        <>
          <ShopLink root={root} to={`office/forwarding/${id}`} className="inline-flex min-h-6 items-center font-medium underline decoration-1 underline-offset-4 hover:decoration-2">{topicName(locale, topic)}{number !== null && ` ${number}`}</ShopLink>
          <span className="block text-sm text-muted"><time dateTime={diedAt.toISOString()}>{time.format(diedAt)}</time></span>
        </>
      ),
    },
    { key: "why", head: t("why"), cell: ({ code, words: said }) => <>{code === "out_of_patience" ? t("outOfPatience") : <code className="text-sm">{code}</code>}<span className="block max-w-prose text-sm break-words text-muted">{said}</span></> },
    { key: "attempts", head: t("attempts"), numeric: true, wide: true, cell: ({ attempts }) => attempts.toLocaleString(locale) },
    { key: "waiting", head: t("waitingBehind"), numeric: true, wide: true, cell: ({ waiting }) => waiting.toLocaleString(locale) },
  ];
}
