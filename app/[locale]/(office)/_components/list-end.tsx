import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";

type Props = Standing & {
  readonly locale: Locale;
  /** The page that follows by key; null: there is none. */
  readonly next?: string | null;
  /** All of it as a file: its name below `office/export/`, and what it is asked for. */
  readonly file: string;
  /** The list's name, on a page that has several: for those who hear the links without what stands around them. */
  readonly of?: string | undefined;
};

/** The end of every list of the office: the way on, and all that it shows as a file. */
export function ListEnd({ root, locale, next = null, file, of }: Props) {
  const t = words(locale, "office");
  const named = of !== undefined && <span className="sr-only">, {of}</span>;
  return (
    <p className="mt-4 flex flex-wrap items-center justify-between gap-3">
      {next !== null && <ShopLink root={root} to={next} className={buttonStyle("plain")}>{t("list.next")}{named}</ShopLink>}
      <ShopLink root={root} to={`office/export/${file}`} download className={buttonStyle("plain", "ml-auto")}>{t("list.file")}{named}</ShopLink>
    </p>
  );
}
