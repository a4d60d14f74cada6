import { createTransport } from "nodemailer";

export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same for every attempt at the same mail, without angle brackets, for example `msg_...@shop.example`. */
  readonly messageId: string;
  /** Who it comes from, in front of the server's own address, and where answers go; what is empty is the server's. */
  readonly sender?: { readonly name: string; readonly replyTo: string };
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly { readonly filename: string; readonly content: Buffer; readonly contentType: string }[];
};

/**
 * What became of a mail. `refused`: the server will never take it (no such mailbox, malformed address), in its words.
 * `retry`: an outage, a full mailbox, wrong credentials: worth another attempt.
 */
export type MailOutcome =
  | { readonly result: "sent"; readonly reference: string }
  | { readonly result: "refused"; readonly words: string }
  | { readonly result: "retry"; readonly why: string };

export type Mailer = { send(mail: Mail): Promise<MailOutcome>; close(): void };
export type MailerSettings = {
  /** `smtp://user:password@host:port`, or `smtps://`. */
  readonly smtpUrl: string;
  /** "Maison Exemple <boutique@example.fr>" */
  readonly from: string;
};

const CONNECTIONS_MAX = 4;
const TIMEOUT_MS = 15_000;

/** A pool of SMTP connections. `send` never throws for what the server or the network does, and is bounded in time. */
export function createMailer({ smtpUrl, from }: MailerSettings): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: CONNECTIONS_MAX,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // No template may read a file or fetch an address into a mail.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ messageId, attachments = [], sender, ...mail }) {
      try {
        const named = sender?.name ? { name: sender.name, address: /<([^>]+)>/.exec(from)?.[1] ?? from } : from;
        const { response } = await transport.sendMail({ ...mail, ...(sender?.replyTo ? { replyTo: sender.replyTo } : {}), attachments: [...attachments], from: named, messageId: `<${messageId}>` });
        return { result: "sent", reference: response };
      } catch (error) {
        return readFailure(error);
      }
    },
    close: () => transport.close(),
  };
}

function readFailure(error: unknown): MailOutcome {
  if (!(error instanceof Error)) throw error;
  const { responseCode, code, response } = error as Error & { responseCode?: number; code?: string; response?: string };
  // 5xx is the server's last word, except on signing in: that is our set-up, and the mail is fine. RFC 5321 §4.2.1
  if (code !== "EAUTH" && responseCode !== undefined && responseCode >= 500) return { result: "refused", words: response ?? error.message };
  if (code === "EENVELOPE" && responseCode === undefined) return { result: "refused", words: error.message };
  return { result: "retry", why: [code, error.message].filter(Boolean).join(": ") };
}
