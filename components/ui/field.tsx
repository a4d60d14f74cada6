import type { ComponentProps, ReactNode } from "react";

/** The looks of a box to write or choose in: at least 16 px, or phones zoom in. */
export const INPUT_STYLE =
  "min-h-12 w-full rounded-xl border border-edge bg-raised px-4 py-2.5 text-base text-ink placeholder:text-muted transition-colors hover:border-ink aria-invalid:border-danger";

type Props = Omit<ComponentProps<"input">, "id" | "children"> & {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** A sentence that says what to do; empty or left out: the value is fine. */
  readonly error?: string | undefined;
};

/** A labelled input with its hint and its error, tied together for readers of every kind. */
export function Field({ id, label, hint, error, className, ...input }: Props) {
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">{label}</label>
      <input {...input} id={id} className={INPUT_STYLE} aria-invalid={error ? true : undefined} aria-describedby={described || undefined} />
      {hint ? <p id={`${id}-hint`} className="mt-1.5 text-sm text-muted">{hint}</p> : null}
      {error ? <p id={`${id}-error`} className="mt-1.5 text-sm text-danger">{error}</p> : null}
    </div>
  );
}
