import "server-only";
import { transact } from "@/db/transact";
import { ProviderUnavailable } from "@/lib/gateway/stripe/errors";
import type { JobHandler, JobMessage, JobOutcome } from "@/lib/jobs/types";
import { idOf } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { returnPayment, sendRefund } from "@/lib/refund/commands";
import { lookPayload, paymentPayload, sendingPayload } from "@/lib/refund/input";
import { db } from "../database";
import { payments } from "../payments";
import { adoptRefundsOf, recordDisputeOf } from "../refunds";
import { now } from "../time";
import { wakeJobs } from "./wake";

const DONE: JobOutcome = { result: "done" };
/** About an hour of asking: a payment that settled nothing by then was not for this shop. */
const LOOKS_MAX = 12;

/** Sends back what came too late or twice. The refund's id is the message's, so that it is sent once. */
const sendBack: JobHandler = async ({ id, payload }) => {
  const { order, amountMinor, currency } = paymentPayload.parse(payload);
  const { refund } = await transact(db(), (tx) => returnPayment(tx, { message: idOf("message", id), order, amount: money(amountMinor, currency), at: now() }));
  await sendRefund({ db: db(), payments: payments() }, { refund, attempt: 1, at: now() });
  return DONE;
};

const send: JobHandler = async ({ payload }) => {
  await sendRefund({ db: db(), payments: payments() }, { ...sendingPayload.parse(payload), at: now() });
  return DONE;
};

const look: JobHandler = async ({ payload, attempt }) => {
  const { payment, dispute } = lookPayload.parse(payload);
  const outcome = dispute === null ? await adoptRefundsOf(payment) : await recordDisputeOf(dispute, null);
  wakeJobs();
  if (outcome !== "unknown_payment" || attempt >= LOOKS_MAX) return DONE;
  return { result: "retry", afterMs: null, why: "no order was settled by this payment" };
};

/** A provider that is away is no trouble of ours: the message waits. */
const patient = (handle: JobHandler): JobHandler => async (message: JobMessage): Promise<JobOutcome> => {
  try {
    return await handle(message);
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
    return { result: "retry", afterMs: null, why: "the payment provider can't be reached" };
  }
};

/** What is done with money at the payment provider, by topic of the outbox. */
export const PAYMENTS: Readonly<Record<string, JobHandler>> = {
  "payment.return": patient(sendBack),
  "payment.refund": patient(send),
  "payment.look": patient(look),
};
