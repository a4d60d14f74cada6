import { MailDev } from "maildev";

export type MailCatcherOptions = {
  /** 0 takes any free port. */
  readonly smtpPort: number;
  readonly webPort: number;
  /** Where mails are kept between runs; a temporary directory, not read again, when left out. */
  readonly dir?: string;
};
export type MailCatcher = { readonly smtpUrl: string; readonly webUrl: string; close(): Promise<void> };

const HOST = "127.0.0.1";
const MAILS_MAX = 1_000;

/**
 * Starts an SMTP server that keeps every mail and shows it in a web inbox; nothing is passed on. Only this machine
 * can reach it. Mails are listed at `{webUrl}/api/email` and read at `{webUrl}/api/email/{id}`.
 */
export async function startMailCatcher({ smtpPort, webPort, dir }: MailCatcherOptions): Promise<MailCatcher> {
  const catcher = new MailDev({ smtp: smtpPort, ip: HOST, web: webPort, webIp: HOST, silent: true, maxEmails: MAILS_MAX, ...(dir ? { mailDirectory: dir } : {}) });
  const { smtp, api } = await quietly(() => catcher.start());
  return {
    smtpUrl: `smtp://${HOST}:${smtp.getAddress().port}`,
    webUrl: `http://${HOST}:${api?.getAddress()?.port ?? webPort}`,
    close: () => catcher.stop(),
  };
}

/** The inbox announces its address even when it is told to be silent; whoever started it says where it is. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const info = console.info;
  console.info = () => undefined;
  try {
    return await work();
  } finally {
    console.info = info;
  }
}
