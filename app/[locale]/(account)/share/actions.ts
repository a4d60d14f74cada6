"use server";

import { redirect } from "next/navigation";
import * as z from "zod";
import { transact } from "@/db/transact";
import { readHouse } from "@/lib/company/house/queries";
import { pathIn } from "@/lib/kernel/address";
import { changeHandle, furnishShop } from "@/lib/members/commands";
import { FavouritesInput, HandleInput, ShopWordsInput } from "@/lib/members/input";
import type { HandleRefusal } from "@/lib/members/types";
import { memberAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { currentPlace } from "@/lib/web/place";

type HandleOutcome = { readonly ok: false; readonly reason: HandleRefusal | "taken"; readonly given: Readonly<Record<string, string>> };

/** Changes the reader's handle; the former one keeps leading to them. */
export const changeHandleAction = memberAction(z.object({ handle: HandleInput }), async ({ who, input, now }): Promise<HandleOutcome> => {
  const { handles } = await readHouse(db());
  if (handles.includes(input.handle)) return { ok: false, reason: "reserved", given: { handle: input.handle } };
  const outcome = await transact(db(), (tx) => changeHandle(tx, who.id, { wanted: input.handle, at: now }));
  if (!outcome.ok) return { ...outcome, given: { handle: input.handle } };
  redirect(`${pathIn(await currentPlace(), "/share")}?state=handle`);
});

const PageInput = z.object({ words: ShopWordsInput, favourite0: z.string().max(120), favourite1: z.string().max(120), favourite2: z.string().max(120), favourite3: z.string().max(120) });

/** Changes what the reader's front page says and shows. */
export const furnishAction = memberAction(PageInput, async ({ who, input }): Promise<never> => {
  const { locale } = await currentPlace();
  const slugs = [input.favourite0, input.favourite1, input.favourite2, input.favourite3].filter((slug) => slug !== "");
  const favourites = FavouritesInput.parse(slugs);
  const words = input.words === "" ? null : locale === "en" ? { fr: input.words, en: input.words } : { fr: input.words };
  await transact(db(), async (tx) => (await furnishShop(tx, who.id, { words, favourites }), { ok: true }));
  redirect(`${pathIn(await currentPlace(), "/share")}?state=page`);
});
