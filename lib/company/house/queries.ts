import "server-only";
import { inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { settings } from "@/db/schema/plan";
import { HOUSE } from "./input";
import type { House } from "./types";

const KEYS = Object.keys(HOUSE).map((key) => `house.${key}`);

/** What operators said about the whole shop; that of a new installation where nothing was written. Throws on a row that is broken. */
export async function readHouse(reader: Reader): Promise<House> {
  const rows = await reader.select({ key: settings.key, value: settings.value }).from(settings).where(inArray(settings.key, KEYS));
  const stored = (key: keyof House): unknown => rows.find((row) => row.key === `house.${key}`)?.value;
  return {
    look: HOUSE.look.parse(stored("look") ?? {}),
    sender: HOUSE.sender.parse(stored("sender") ?? {}),
    texts: HOUSE.texts.parse(stored("texts") ?? {}),
    handles: HOUSE.handles.parse(stored("handles") ?? []),
    languages: HOUSE.languages.parse(stored("languages") ?? ["fr", "en"]),
  };
}
