import { shift, startOf, type WallTime } from "../rules";

/** The letter goes out from seven on Monday; after Wednesday it is old news, and a server that was away lets it be. */
const FROM_HOUR = "07";
const DAYS_MS = 3 * 86_400_000;

/** The Monday of the week to tell about now; null when it is not the time for it. Wall clock of the company. */
export function weekToTell(wall: WallTime): string | null {
  const monday = startOf("week", wall);
  const since = Date.parse(`${wall}Z`) - Date.parse(`${monday}Z`);
  if (since >= DAYS_MS || (wall.slice(0, 10) === monday.slice(0, 10) && wall.slice(11, 13) < FROM_HOUR)) return null;
  return shift("week", monday, -1).slice(0, 10);
}
