import "server-only";
import * as z from "zod";
import type { Operator, Right, SignedIn } from "@/lib/access/types";
import { now } from "./time";
import { anyOperator, operatorWith, viewer } from "./viewer";

/** Outcomes that the edge itself can give, before any domain code has run. */
export type InvalidInput = {
  readonly ok: false;
  readonly reason: "invalid_input";
  /** What is wrong, by field. */
  readonly fields: Readonly<Record<string, readonly string[] | undefined>>;
  /** The form as it was left, to fill it in again. */
  readonly given: Readonly<Record<string, string>>;
};
export type SignedOut = { readonly ok: false; readonly reason: "signed_out" };

export type NotAllowed = { readonly ok: false; readonly reason: "not_allowed"; readonly given: InvalidInput["given"] };

type VisitorCall<Input> = { readonly input: Input; readonly now: Date };
type MemberCall<Input> = VisitorCall<Input> & { readonly who: SignedIn };
type OperatorCall<Input> = VisitorCall<Input> & { readonly by: Operator };
type Action<Outcome> = (previous: unknown, form: FormData) => Promise<Outcome>;
/** An outcome whose refusals carry the form as it was left. */
type Kept<Outcome> = Outcome extends { readonly ok: false } ? Outcome & { readonly given: InvalidInput["given"] } : Outcome;

/** Wraps an action that anybody may send: shape, then the work. For `useActionState`; works without JavaScript. */
export function visitorAction<Schema extends z.ZodType, Outcome>(
  schema: Schema,
  work: (call: VisitorCall<z.output<Schema>>) => Promise<Outcome>,
): Action<Outcome | InvalidInput> {
  return async (_previous, form) => {
    const input = readForm(schema, form);
    return input.ok ? work({ input: input.value, now: now() }) : input.refusal;
  };
}

/** Wraps an action of a signed-in member: who, then shape, then the work. The order is fixed, so that none can forget one. */
export function memberAction<Schema extends z.ZodType, Outcome>(
  schema: Schema,
  work: (call: MemberCall<z.output<Schema>>) => Promise<Outcome>,
): Action<Outcome | InvalidInput | SignedOut> {
  return async (_previous, form) => {
    const who = (await viewer())?.who;
    if (!who) return { ok: false, reason: "signed_out" };
    const input = readForm(schema, form);
    return input.ok ? work({ who, input: input.value, now: now() }) : input.refusal;
  };
}

/** Wraps an action of the office: who and with what right, then shape, then the work. What was typed comes back with every refusal. */
export function operatorAction<Schema extends z.ZodType, Outcome>(
  right: Right,
  schema: Schema,
  work: (call: OperatorCall<z.output<Schema>>) => Promise<Outcome>,
): Action<Kept<Outcome> | InvalidInput | NotAllowed> {
  return asOperator(() => operatorWith(right), schema, work);
}

/** Wraps an action of the office that is about the operator's own things: any right will do. */
export function anyOperatorAction<Schema extends z.ZodType, Outcome>(schema: Schema, work: (call: OperatorCall<z.output<Schema>>) => Promise<Outcome>): Action<Kept<Outcome> | InvalidInput | NotAllowed> {
  return asOperator(anyOperator, schema, work);
}

function asOperator<Schema extends z.ZodType, Outcome>(who: () => Promise<Operator | null>, schema: Schema, work: (call: OperatorCall<z.output<Schema>>) => Promise<Outcome>): Action<Kept<Outcome> | InvalidInput | NotAllowed> {
  return async (_previous, form) => {
    const by = await who();
    if (!by) return { ok: false, reason: "not_allowed", given: givenIn(form) };
    const input = readForm(schema, form);
    return input.ok ? kept(await work({ by, input: input.value, now: now() }), form) : input.refusal;
  };
}

function kept<Outcome>(outcome: Outcome, form: FormData): Kept<Outcome> {
  const refused = typeof outcome === "object" && outcome !== null && "ok" in outcome && outcome.ok === false;
  return (refused ? { ...outcome, given: givenIn(form) } : outcome) as Kept<Outcome>;
}

function readForm<Schema extends z.ZodType>(schema: Schema, form: FormData) {
  const read = schema.safeParse(Object.fromEntries(form));
  if (read.success) return { ok: true as const, value: read.data };
  const fields = z.flattenError(read.error).fieldErrors as InvalidInput["fields"];
  return { ok: false as const, refusal: { ok: false as const, reason: "invalid_input" as const, fields, given: givenIn(form) } };
}

function givenIn(form: FormData): InvalidInput["given"] {
  return Object.fromEntries([...form].filter((pair): pair is [string, string] => typeof pair[1] === "string" && !pair[0].startsWith("$")));
}
