import { setTimeout as pause } from "node:timers/promises";

const PATIENCE_MS = 30_000;
const ASK_EVERY_MS = 100;

/** Asks until the answer is there; throws after half a minute, saying what was waited for. */
export async function until<T>(what: string, ask: () => Promise<T | null>): Promise<T> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > giveUpAt) throw new Error(`Waited half a minute in vain for ${what}.`);
    await pause(ASK_EVERY_MS);
  }
}

async function json<T>(url: string, body?: object): Promise<T> {
  const answer = await fetch(url, body ? { method: "POST", body: JSON.stringify(body) } : {});
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** The payment provider's back door: its dashboard, and what its network does to webhooks. */
export function paymentSandbox(url: string) {
  return {
    /** Webhooks wait from now on until `deliver`. */
    holdWebhooks: () => json(`${url}/_sandbox/settings`, { webhooks: "hold" }),
    /** Delivers everything that waits, twice each and the newest first. Answers with how many deliveries were made. */
    async deliver(): Promise<number> {
      const { deliveries } = await json<{ deliveries: readonly { status: number | null; type: string; answer?: string }[] }>(`${url}/_sandbox/webhooks/flush`, { order: "reversed", times: 2 });
      const refused = deliveries.find(({ status }) => status !== 200);
      if (refused) throw new Error(`The shop answered a webhook with ${JSON.stringify(refused)}`);
      return deliveries.length;
    },
    /** Gives a part of a payment back by hand, as from the provider's dashboard. Minor units. */
    refund: (payment: string, amount: number) => json<{ id: string }>(`${url}/_sandbox/refunds`, { payment_intent: payment, amount }),
  };
}

export type Received = { readonly message: { readonly kind: string; readonly id: string } & Readonly<Record<string, unknown>>; readonly sent: number };

/** What the commission system has booked. */
export async function received(url: string): Promise<readonly Received[]> {
  return (await json<{ received: readonly Received[] }>(`${url}/_sandbox/received`)).received;
}

type Mail = { readonly id: string; readonly to: readonly { readonly address: string }[]; readonly text?: string; readonly html?: string };

/** The first link of the newest mail to an address that matches. Waits for the mail. */
export function linkInMail(url: string, wanted: { readonly to: string; readonly link: RegExp; readonly not: ReadonlySet<string> }): Promise<{ readonly id: string; readonly link: string }> {
  return until(`a mail to ${wanted.to}`, async () => {
    const mails = (await json<readonly Mail[]>(`${url}/api/email`)).filter(({ id, to }) => !wanted.not.has(id) && to.some(({ address }) => address === wanted.to));
    for (const mail of mails) {
      const link = wanted.link.exec(mail.text ?? "")?.[0];
      if (link !== undefined) return { id: mail.id, link };
    }
    return null;
  });
}
