import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ShopLink } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { KeptExchange } from "@/lib/forwarding/operating/types";
import { rootAt } from "@/lib/kernel/address";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ActForm } from "../../../_components/act-form";
import { OfficeFrame } from "../../../_components/office-frame";
import { topicName } from "../_components/words";
import { replayAction, settleByHandAction } from "../actions";
import { type LetterView, loadLetter } from "./load";

export const instant = false;

const root = rootAt(3);

type Props = { readonly params: Promise<{ readonly locale: string; readonly message: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeForwarding")("message"), robots: { index: false } };
}

/** One message: what was sent, what came back, and what an operator can do about it. */
export default async function LetterPage({ params }: Props) {
  const [locale, { message }] = await Promise.all([localeOf(params), params]);
  const view = await loadLetter(message);
  if (view === "unknown") notFound();
  const t = words(locale, "officeForwarding");
  const title = view ? `${topicName(locale, view.message.topic)} ${view.message.order?.number ?? ""}`.trim() : t("message");
  return (
    <OfficeFrame locale={locale} root={root} page="forwarding" here={`office/forwarding/${message}`} title={title}>
      {view && <Letter view={view} locale={locale} />}
    </OfficeFrame>
  );
}

function Letter({ view: { message, dead, timeZone }, locale }: { readonly view: LetterView; readonly locale: Locale }) {
  const t = words(locale, "officeForwarding");
  const time = dateFormat(locale, { dateStyle: "medium", timeStyle: "medium", timeZone });
  return (
    <div className="mt-4 space-y-10">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-muted">
        {dead && <Badge tone="danger">{t("isDead")}</Badge>}
        {!dead && message.reference !== null && <Badge tone="accent">{t("arrived", { reference: message.reference })}</Badge>}
        <time dateTime={message.createdAt.toISOString()}>{time.format(message.createdAt)}</time>
        <code className="text-sm break-all">{message.id}</code>
      </div>
      {dead && <DeadPart view={{ message, dead, timeZone }} locale={locale} />}
      <section aria-labelledby="exchanges">
        <h2 id="exchanges" className="mb-4 font-display text-heading">{t("exchanges")}</h2>
        {message.exchanges.length === 0 ? <p>{t("neverSent")}</p> : (
          <ol className="space-y-4">
            {message.exchanges.map((exchange, n) => <li key={exchange.id}><ExchangePart exchange={exchange} open={n === message.exchanges.length - 1} texts={{ locale, timeZone }} /></li>)}
          </ol>
        )}
      </section>
      <nav aria-label={t("further")} className="flex flex-wrap gap-3">
        {message.order && <ShopLink root={root} to={`office/orders/${message.order.number}`} className={buttonStyle("quiet")}>{t("toOrder", { number: message.order.number })}</ShopLink>}
        <ShopLink root={root} to={`office/trail?q=${message.id}`} className={buttonStyle("quiet")}>{t("toTrail")}</ShopLink>
        <ShopLink root={root} to="office/forwarding" className={buttonStyle("plain")}>{t("back")}</ShopLink>
      </nav>
    </div>
  );
}

function DeadPart({ view: { message, dead }, locale }: { readonly view: LetterView; readonly locale: Locale }) {
  const t = words(locale, "officeForwarding");
  const texts = { refused: t("refused"), not_dead: t("notDead"), not_allowed: t("refused") };
  return (
    <section aria-label={t("act")} className="space-y-6">
      <Notice tone="bad">
        <p className="font-medium">{dead?.code === "out_of_patience" ? t("outOfPatience") : dead?.code}</p>
        <p className="mt-1 break-words">{dead?.words}</p>
        <p className="mt-1">{t("holdsUp", { count: dead?.waiting ?? 0 })}</p>
      </Notice>
      <ActForm act={replayAction} fields={{ message: message.id }} kind="primary" label={t("replay")} pendingLabel={t("sending")} texts={texts} />
      <details className="rounded-card border border-line p-5">
        <summary className="min-h-6 cursor-pointer font-medium">{t("byHand")}</summary>
        <p className="mt-3 max-w-prose text-muted">{t("byHandLead")}</p>
        <ActForm act={settleByHandAction} fields={{ message: message.id }} label={t("markSettled")} pendingLabel={t("sending")} texts={{ ...texts, invalid_input: t("reasonMissing") }} className="mt-4">
          <label className="block min-w-0 flex-1 basis-72 text-sm font-medium">
            <span className="mb-1.5 block">{t("reason")}</span>
            <input name="reason" required minLength={3} maxLength={500} className={INPUT_STYLE} autoComplete="off" />
          </label>
        </ActForm>
      </details>
    </section>
  );
}

type Texts = { readonly locale: Locale; readonly timeZone: string };

function ExchangePart({ exchange, open, texts: { locale, timeZone } }: { readonly exchange: KeptExchange; readonly open: boolean; readonly texts: Texts }) {
  const t = words(locale, "officeForwarding");
  const time = dateFormat(locale, { dateStyle: "medium", timeStyle: "medium", timeZone });
  const { request, response, failure, startedAt, finishedAt, attempt } = exchange;
  return (
    <details open={open} className="rounded-card border border-line bg-raised">
      <summary className="flex min-h-12 cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-5 py-3">
        <span className="font-medium">{t("attempt", { attempt })}</span>
        <Badge tone={response && response.status < 300 ? "accent" : "danger"}>{response ? String(response.status) : t("noResponse")}</Badge>
        <span className="text-sm text-muted"><time dateTime={startedAt.toISOString()}>{time.format(startedAt)}</time> · {(finishedAt.getTime() - startedAt.getTime()).toLocaleString(locale)} ms</span>
      </summary>
      <div className="space-y-4 border-t border-line p-5">
        <Part title={t("request")} lines={[`${request.method} ${request.url}`, ...headerLines(request.headers)]} body={request.body} />
        {response ? <Part title={t("response")} lines={[String(response.status), ...headerLines(response.headers)]} body={response.body} /> : <Part title={t("response")} lines={[failure ?? t("noResponse")]} body={null} />}
      </div>
    </details>
  );
}

const headerLines = (headers: Readonly<Record<string, string>>): readonly string[] => Object.entries(headers).map(([name, value]) => `${name}: ${value}`);

function Part({ title, lines, body }: { readonly title: string; readonly lines: readonly string[]; readonly body: string | null }) {
  return (
    <div>
      <h3 className="mb-2 text-sm text-muted">{title}</h3>
      <pre tabIndex={0} aria-label={title} className="max-h-96 overflow-auto rounded-xl bg-sand p-4 text-sm leading-relaxed break-all whitespace-pre-wrap">{[...lines, ...(body ? ["", readable(body)] : [])].join("\n")}</pre>
    </div>
  );
}

/** JSON with its lines; anything else as it came. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
