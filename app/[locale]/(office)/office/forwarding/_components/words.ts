import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";

const TOPICS = ["sale.completed", "sale.refunded", "sale.reattributed", "member.enrolled", "member.changed"] as const;
const KEYS = { "sale.completed": "sale", "sale.refunded": "return", "sale.reattributed": "move", "member.enrolled": "enrolled", "member.changed": "changed" } as const;

/** What a message says, in two words. */
export function topicName(locale: Locale, topic: string): string {
  const known = TOPICS.find((name) => name === topic);
  return known ? words(locale, "officeForwarding")(`topics.${KEYS[known]}`) : topic;
}

/** "3 minutes": how long ago a moment was, in the largest unit that says something. */
export function ageText(since: Date, at: Date, locale: Locale): string {
  const seconds = Math.max(0, Math.round((at.getTime() - since.getTime()) / 1_000));
  const units = [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]] as const;
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? (["second", 1] as const);
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(Math.floor(seconds / size));
}
