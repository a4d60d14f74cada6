import { ActionForm } from "@/components/office/action-form";
import type { Standing } from "@/components/shop/shop-link";
import { SubmitButton } from "@/components/ui/submit-button";
import { pictureSources } from "@/lib/catalog/rules";
import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";
import { pictureAction } from "../actions";
import type { ProductView } from "../load";
import { PictureUpload } from "./picture-upload";
import { formTexts } from "./texts";

const STATES = ["kept", "large", "none", "refused", "alt", "unknown"] as const;
type Props = Standing & { readonly view: ProductView; readonly locale: Locale; readonly state: string | undefined };

/** The product's pictures in their order, the first one on the shelf; and a place for another one. */
export function PicturesPart({ view: { product, pictures }, locale, root, state }: Props) {
  const t = words(locale, "officeCatalogue");
  const came = STATES.find((known) => known === state);
  const act = async (form: FormData) => {
    "use server";
    await pictureAction(null, form);
  };
  return (
    <>
      <ul className="mb-8 space-y-6">
        {pictures.map((picture, n) => (
          <li key={picture.id} className="grid gap-5 border-b border-line pb-6 sm:grid-cols-[9rem_1fr]">
            <picture>
              <source srcSet={pictureSources(picture.file).avif[480]} type="image/avif" />
              <img src={pictureSources(picture.file).webp[960]} alt="" width={picture.width} height={picture.height} loading="lazy" className="aspect-square w-36 rounded-xl bg-sand object-cover" />
            </picture>
            <div>
              <ActionForm
                kind="quiet" action={pictureAction} hidden={{ slug: product.slug, id: picture.id, act: "describe" }} texts={{ ...formTexts(locale), save: t("pictures.describe") }}
                groups={[{ asks: (["fr", "en"] as const).map((lang) => ({ name: `alt.${lang}`, label: t(`pictures.alt.${lang}`), value: picture.alt[lang] ?? "", lang, wrong: t("pictures.states.alt") })) }]}
              />
              <div className="mt-3 flex flex-wrap gap-2">
                {([["first", n > 0], ["up", n > 1], ["remove", !picture.placeholder]] as const).filter(([, possible]) => possible).map(([what]) => (
                  <form key={what} action={act}>
                    <input type="hidden" name="slug" value={product.slug} />
                    <input type="hidden" name="id" value={picture.id} />
                    <input type="hidden" name="act" value={what} />
                    <SubmitButton kind="plain" className="text-sm" aria-label={t("pictures.actOn", { act: t(`pictures.acts.${what}`), number: n + 1 })}>{t(`pictures.acts.${what}`)}</SubmitButton>
                  </form>
                ))}
              </div>
            </div>
          </li>
        ))}
      </ul>
      <PictureUpload
        action={`${root}office/catalogue/${product.slug}/picture`} state={came ?? null}
        texts={{
          title: t("pictures.add"), file: t("pictures.file"), fileHint: t("pictures.fileHint"), altFr: t("pictures.alt.fr"), altEn: t("pictures.alt.en"), square: t("pictures.square"), zoom: t("pictures.zoom"), across: t("pictures.across"), down: t("pictures.down"),
          send: t("pictures.send"), sending: t("saving"), states: Object.fromEntries(STATES.map((one) => [one, t(`pictures.states.${one}`)])), failed: t("refusals.failed"),
        }}
      />
    </>
  );
}
