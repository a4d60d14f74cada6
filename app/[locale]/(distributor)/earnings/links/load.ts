import "server-only";
import { listLinks } from "@/lib/earnings/links/queries";
import { conversionPermille, earnedPerVisit } from "@/lib/earnings/links/rules";
import type { LinkNumbers } from "@/lib/earnings/links/types";
import { pathIn } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import type { Money } from "@/lib/kernel/money";
import { db } from "@/lib/web/database";
import { absolute } from "@/lib/web/links";
import { qrSvg } from "@/lib/web/qr";
import type { Desk } from "../../load";

/** A link as its card and its row in the table show it. */
export type ShownLink = LinkNumbers & {
  /** The whole address. */
  readonly address: string;
  /** An SVG drawing of it. */
  readonly qr: string;
  /** Orders of a visit as a fraction; null without visits. */
  readonly conversion: number | null;
  readonly perVisit: Money | null;
};

/** A distributor's links: the shop's own address first. */
export async function loadLinks({ who, book }: Desk, locale: Locale): Promise<ShownLink[]> {
  const links = await listLinks(db(), book, who.handle);
  return links.map((link) => {
    const address = absolute(pathIn({ locale, handle: link.handle }, "/"));
    const permille = conversionPermille(link);
    return { ...link, address, qr: qrSvg(address), conversion: permille === null ? null : Number(permille) / 1_000, perVisit: earnedPerVisit(link) };
  });
}
