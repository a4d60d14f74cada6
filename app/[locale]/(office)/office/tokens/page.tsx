import type { Metadata } from "next";
import { type Column, Table } from "@/components/office/table";
import { Badge } from "@/components/ui/badge";
import { SCOPES, type TokenRow } from "@/lib/access/tokens/types";
import { rootAt } from "@/lib/kernel/address";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ActForm } from "../../_components/act-form";
import { ListEnd } from "../../_components/list-end";
import { OfficeFrame } from "../../_components/office-frame";
import { IssueForm } from "./_components/issue-form";
import { revokeAction } from "./actions";
import { loadTokens, stateOf, type TokensView } from "./load";

export const instant = false;

const DAYS = [30, 90, 365] as const;
const SCOPE_WORDS = { "distributors:read": "readDistributors", "distributors:write": "writeDistributors", "sales:read": "readSales", "wallets:read": "readWallets" } as const;

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly before?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeTokens")("title"), robots: { index: false } };
}

/** The keys with which other systems of the company call the API. */
export default async function TokensPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "officeTokens");
  const view = await loadTokens((await searchParams).before);
  return (
    <OfficeFrame locale={locale} root={root} page="tokens" here="office/tokens" title={t("title")}>
      <p className="mt-2 max-w-prose text-muted">{t("lead")} <a href="/api/v1/docs" className="underline underline-offset-4">{t("docs")}</a></p>
      {view && <Tokens view={view} locale={locale} />}
    </OfficeFrame>
  );
}

function Tokens({ view, locale }: { readonly view: TokensView; readonly locale: Locale }) {
  const t = words(locale, "officeTokens");
  return (
    <div className="mt-6 space-y-12">
      <div>
        <Table label={t("title")} columns={columnsOf(view, locale)} rows={view.tokens} keyOf={({ id }) => id} empty={t("none")} />
        {view.tokens.length > 0 && <ListEnd root={root} locale={locale} next={view.older === null ? null : `office/tokens?before=${view.older}`} file="tokens" />}
      </div>
      <section aria-labelledby="new-token" className="max-w-2xl">
        <h2 id="new-token" className="mb-4 font-display text-heading">{t("new")}</h2>
        <IssueForm
          scopes={SCOPES.map((scope) => [scope, t(`scopeNames.${SCOPE_WORDS[scope]}`)] as const)}
          days={DAYS.map((days) => [String(days), t("forDays", { days })] as const)}
          texts={{
            name: t("name"), nameHint: t("nameHint"), scopes: t("scopes"), expires: t("lasts"), issue: t("issue"), issuing: t("issuing"),
            made: t("made"), keepIt: t("keepIt"), no_scope: t("noScope"), invalid_input: t("noName"), not_allowed: t("refused"),
          }}
        />
      </section>
    </div>
  );
}

function columnsOf({ timeZone, at }: TokensView, locale: Locale): readonly Column<TokenRow>[] {
  const t = words(locale, "officeTokens");
  const date = dateFormat(locale, { dateStyle: "medium", timeZone });
  const time = dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  return [
    { key: "name", head: t("name"), cell: ({ name, scopes }) => <><span className="font-medium">{name}</span><span className="block text-sm text-muted">{scopes.join(", ")}</span></> },
    { key: "state", head: t("state"), cell: (token) => <Badge tone={stateOf(token, at) === "good" ? "accent" : "plain"}>{t(`states.${stateOf(token, at)}`)}</Badge> },
    { key: "expires", head: t("expires"), wide: true, cell: ({ expiresAt }) => date.format(expiresAt) },
    { key: "used", head: t("lastUse"), wide: true, cell: ({ lastUsedAt }) => (lastUsedAt === null ? t("never") : time.format(lastUsedAt)) },
    {
      key: "act", head: t("act"),
      cell: (token) => stateOf(token, at) === "good" && <ActForm act={revokeAction} fields={{ token: token.id }} label={t("revoke")} pendingLabel={t("issuing")} texts={{ refused: t("refused") }} />,
    },
  ];
}
