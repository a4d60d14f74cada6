import "server-only";
import { createMailer, type Mailer } from "@/lib/gateway/mail/mailer";
import { environment } from "./env";
import { once } from "./once";

/** The way out for mails. Only jobs send; a request enqueues. */
export const mailer = (): Mailer => once("mailer", () => createMailer({ smtpUrl: environment().mail.smtpUrl, from: environment().mail.from }));
