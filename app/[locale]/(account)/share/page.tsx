import type { Metadata } from "next";
import { ShareButtons } from "@/components/account/share-buttons";
import { hrefIn, ShopLink } from "@/components/shop/shop-link";
import { Button, buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { WORDS_MAX } from "@/lib/members/input";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../../(shop)/_components/shop-frame";
import { AccountFrame } from "../_components/account-frame";
import { DeskNav } from "../../(distributor)/_components/desk-nav";
import { AccountNav } from "../_components/account-nav";
import { Did, Friends } from "./_components/did";
import { HandleForm } from "./_components/handle-form";
import { PageForm } from "./_components/page-form";
import { PictureField } from "./_components/picture-field";
import { loadShare, type ShareView } from "./load";

/** One person's page: it waits for its request and is whole in its first answer. */
export const instant = false;

const root = rootAt(1);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly state?: string; readonly picture?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "share")("title"), robots: { index: false } };
}

export default async function SharePage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const { state, picture } = await searchParams;
  const view = await loadShare(locale);
  const t = words(locale, "share");
  if (!view) {
    return (
      <AccountFrame locale={locale} root={root} here="share" title={t("title")} lead={t("visitor")}>
        <ShopLink root={root} to="sign-in" className={buttonStyle("primary")}>{t("signIn")}</ShopLink>
      </AccountFrame>
    );
  }
  const news = state === "handle" || state === "page" ? t(`done.${state}`) : null;
  return (
    <ShopFrame locale={locale} root={root} here="share">
      <div className="mx-auto max-w-5xl px-4 py-10 sm:px-6 sm:py-14">
        {view.distributor ? <div className="mb-8"><DeskNav root={root} locale={locale} here="share" /></div> : <AccountNav root={root} locale={locale} here="share" />}
        <h1 className="font-display text-title">{t("title")}</h1>
        <p className="mt-2 max-w-2xl text-lg text-muted">{t("lead")}</p>
        {news !== null && <div className="mt-5"><Notice tone="good" role="status">{news}</Notice></div>}
        <LinkCard view={view} locale={locale} />
        <Did view={view} locale={locale} />
        <Friends view={view} locale={locale} />
        <section aria-labelledby="page" className="mt-14">
          <h2 id="page" className="font-display text-heading">{t("page.title")}</h2>
          <p className="mt-1 mb-6 text-muted">{t("page.lead")}</p>
          <PictureForm view={view} locale={locale} outcome={picture} />
          <PageForm
            key={`${view.words}${view.favourites.join()}`}
            shop={view} products={view.products} wordsMax={WORDS_MAX}
            texts={{
              words: t("page.words"), wordsHint: t("page.wordsHint", { max: WORDS_MAX }), favourites: t("page.favourites"), favourite: t("page.favourite"), none: t("page.none"), save: t("page.save"), wrong: t("page.wrong"),
              preview: t("page.preview"), linkPreview: t("page.linkPreview"), shopOf: t("page.shopOf", { name: view.name }), linkTitle: t("page.linkTitle", { name: view.name, company: view.company }), linkText: t("page.linkText", { company: view.company }),
            }}
          />
        </section>
      </div>
    </ShopFrame>
  );
}

function LinkCard({ view, locale }: { readonly view: ShareView; readonly locale: Locale }) {
  const t = words(locale, "share");
  return (
    <section aria-labelledby="link" className="mt-8 grid gap-6 rounded-3xl bg-accent-soft p-6 sm:p-8 md:grid-cols-[1fr_auto]">
      <div className="min-w-0">
        <h2 id="link" className="font-display text-heading">{t("link.title")}</h2>
        <p className="mt-3 text-xl font-medium break-all"><a href={view.link} className="text-accent-strong underline underline-offset-4">{view.link.replace(/^https?:\/\//, "")}</a></p>
        <div className="mt-5">
          <ShareButtons
            link={view.link}
            texts={{ share: t("link.share"), copy: t("link.copy"), copied: t("link.copied"), whatsapp: "WhatsApp", sms: t("link.sms"), mail: t("link.mail"), message: t("link.message", { company: view.company }), subject: view.company }}
          />
        </div>
        <div className="mt-7">
          <HandleForm
            handle={view.handle} host={view.host} texts={{ label: t("handle.label"), hint: t("handle.hint"), save: t("handle.save") }}
            reasons={{ malformed: t("handle.malformed"), reserved: t("handle.reserved"), taken: t("handle.taken"), invalid_input: t("handle.malformed"), signed_out: t("visitor") }}
          />
        </div>
      </div>
      <figure className="justify-self-center text-center">
        <div role="img" aria-label={t("qr.alt")} className="size-44 overflow-hidden rounded-2xl bg-white p-1 [&>svg]:size-full" dangerouslySetInnerHTML={{ __html: view.qr }} />
        <figcaption className="mt-2 flex justify-center gap-3 text-sm">
          <a href={hrefIn(root, "share/qr?format=png")} download className="underline underline-offset-4">PNG</a>
          <a href={hrefIn(root, "share/qr")} download className="underline underline-offset-4">SVG</a>
          <ShopLink root={root} to="share/print" className="underline underline-offset-4">{t("qr.print")}</ShopLink>
        </figcaption>
      </figure>
    </section>
  );
}

const REFUSED = ["refused", "large", "none", "slow"] as const;

function PictureForm({ view, locale, outcome }: { readonly view: ShareView; readonly locale: Locale; readonly outcome: string | undefined }) {
  const t = words(locale, "share");
  const refused = REFUSED.find((reason) => reason === outcome);
  return (
    <form action={hrefIn(root, "share/picture")} method="post" encType="multipart/form-data" className="mb-8 flex flex-wrap items-center gap-4">
      <PictureField key={view.picture} picture={view.picture} initial={view.name.slice(0, 1)} texts={{ label: t("picture.label"), hint: t("picture.hint") }} />
      <Button kind="quiet">{t("picture.send")}</Button>
      {refused && <div className="basis-full"><Notice tone="bad" role="alert">{t(`picture.${refused}`)}</Notice></div>}
      {outcome === "kept" && <div className="basis-full"><Notice tone="good" role="status">{t("picture.kept")}</Notice></div>}
    </form>
  );
}
