import type { MemberId } from "@/lib/kernel/id";
import type { Locale } from "@/lib/kernel/locale";

/** Mails that are asked for by a row of the outbox. Payloads hold ids, never an address, a name or a link. DESIGN §6 */
export type MailRequest = {
  /** `member` is null for an address that nobody has: nothing is sent, and nobody can tell from outside. */
  readonly topic: "mail.sign_in";
  readonly payload: { readonly member: MemberId | null; readonly locale: Locale };
  readonly key: string;
  readonly at: Date;
};

/** A mail as it is written, in one language, before it is addressed. */
export type Letter = { readonly subject: string; readonly text: string; readonly html: string };
