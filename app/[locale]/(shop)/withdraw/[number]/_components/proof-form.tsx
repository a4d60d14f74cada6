import { Field } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { giveProofAction } from "../../actions";

type Props = { readonly withdrawal: string; readonly number: string; readonly secret: string; readonly texts: Readonly<Record<"title" | "label" | "send", string>> };

/** The buyer says how the goods come back. */
export function ProofForm({ withdrawal, number, secret, texts }: Props) {
  return (
    <form action={giveProofAction} className="mt-5 space-y-4 border-t border-line pt-5">
      <h3 className="font-display text-lg">{texts.title}</h3>
      <input type="hidden" name="withdrawal" value={withdrawal} />
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="key" value={secret} />
      <Field id={`proof-${withdrawal}`} name="proof" required maxLength={200} label={texts.label} />
      <SubmitButton kind="quiet">{texts.send}</SubmitButton>
    </form>
  );
}
