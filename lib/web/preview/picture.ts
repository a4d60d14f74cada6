import "server-only";
import { createHash } from "node:crypto";
import type { Locale } from "@/lib/kernel/locale";
import { once } from "../once";
import { take, Shelf } from "./budget";
import { type Card, drawCard } from "./card";

/** Changes whenever the drawing does. */
const DRAWING = "2";
/** A process draws this many a second at most, one at a time; what was drawn is kept. */
const BUDGET = { perSecond: 3, burst: 12 };
const KEPT_BYTES = 32_000_000;
const WAITING_MAX = 8;

type Studio = { readonly shelf: Shelf; readonly bucket: { tokens: number; at: number }; waiting: number; last: Promise<unknown> };
const studio = (): Studio => once("preview-studio", () => ({ shelf: new Shelf(KEPT_BYTES), bucket: { tokens: BUDGET.burst, at: 0 }, waiting: 0, last: Promise.resolve() }));

/** The address of a preview's picture: another one as soon as it shows something else, because chats keep what they fetched. */
export function picturePath(of: { readonly locale: Locale; readonly handle: string | null; readonly slug: string | null }, card: Card): string {
  return `/preview/picture/${of.locale}/${of.handle ?? "-"}/${of.slug ?? "-"}/${versionOf(card)}.jpg`;
}

/** What a picture's address must say for this card. */
export function versionOf(card: Card): string {
  return createHash("sha256").update(JSON.stringify([DRAWING, card])).digest("hex").slice(0, 12);
}

/** The picture, drawn once; null when the budget of this second is used up and it was not drawn before. */
export async function previewPicture(card: Card): Promise<Buffer | null> {
  const { shelf, bucket } = studio();
  const version = versionOf(card);
  const kept = shelf.get(version);
  if (kept) return kept;
  if (studio().waiting >= WAITING_MAX || !take(bucket, BUDGET, performance.now())) return null;
  studio().waiting += 1;
  const drawn = studio().last.then(async () => shelf.get(version) ?? (await drawCard(card)));
  studio().last = drawn.catch(() => undefined);
  try {
    const file = await drawn;
    shelf.put(version, file);
    return file;
  } finally {
    studio().waiting -= 1;
  }
}
