import "server-only";
import type { Hot } from "@/db/client";
import type { PaymentSession } from "@/lib/gateway/stripe/types";
import { invariant } from "@/lib/kernel/invariant";
import { confirmed, settle } from "@/lib/order/commands";
import type { ConfirmedPayment, Settled, SettleOutcome } from "@/lib/order/types";
import { hot } from "./database";
import { wakeJobs } from "./jobs/wake";
import { tellLive } from "./live/live";
import { once } from "./once";

/** Calls under way at a time: few, so that much goes together, and more than one, so that one that waits for a lock holds nobody else up. */
const LANES = 4;
const TOGETHER_MAX = 50;

type Waiting = { readonly payment: ConfirmedPayment; readonly resolve: (settled: Settled) => void; readonly reject: (error: unknown) => void };

/**
 * Settles payments as they come. Those that come while others are being settled go together in the next call, which costs a
 * fraction of as many calls (DESIGN §7); one that fails is not the others' failure: then each goes alone.
 */
export class Settling {
  readonly #hot: Hot;
  #waiting: readonly Waiting[] = [];
  #underWay = 0;

  constructor(pool: Hot) {
    this.#hot = pool;
  }

  /** Answers once it is committed. */
  settle(payment: ConfirmedPayment): Promise<Settled> {
    return new Promise((resolve, reject) => {
      this.#waiting = [...this.#waiting, { payment, resolve, reject }];
      this.#start();
    });
  }

  #start(): void {
    while (this.#underWay < LANES && this.#waiting.length > 0) {
      this.#underWay += 1;
      void this.#run(this.#take()).finally(() => {
        this.#underWay -= 1;
        this.#start();
      });
    }
  }

  /** The first ones, each order once: the same payment told twice is two calls. */
  #take(): readonly Waiting[] {
    const first = new Map<string, Waiting>();
    for (const one of this.#waiting) if (first.size < TOGETHER_MAX && !first.has(one.payment.order)) first.set(one.payment.order, one);
    const taken = new Set(first.values());
    this.#waiting = this.#waiting.filter((one) => !taken.has(one));
    return [...taken];
  }

  async #run(together: readonly Waiting[]): Promise<void> {
    try {
      const settled = await settle(this.#hot, together.map(({ payment }) => payment));
      for (const { payment, resolve } of together) {
        const own = settled.find(({ order }) => order === payment.order);
        invariant(own !== undefined, "settling answers for every payment");
        resolve(own);
      }
    } catch (error) {
      if (together.length > 1) for (const one of together) await this.#run([one]);
      else for (const { reject } of together) reject(error);
    }
  }
}

const settling = (): Settling => once("settling", () => new Settling(hot()));

/**
 * Settles the order of a payment session, as the provider shows it, and wakes the open pages and who tells the world. Webhook and return page
 * call this, whoever learns of the payment first. Null when there is nothing to settle: not ours, or not paid.
 */
export async function settleSession(session: PaymentSession, paidAt: Date): Promise<SettleOutcome | null> {
  const payment = confirmed(session, paidAt);
  if (payment === null) return null;
  const { order, outcome } = await settling().settle(payment);
  tellLive([order]);
  wakeJobs();
  return outcome;
}
