import type { ComponentProps } from "react";

const SHAPE =
  "inline-flex items-center justify-center gap-2 rounded-full text-base font-medium transition-colors disabled:opacity-50 aria-disabled:opacity-50";

const KINDS = {
  primary: "min-h-12 px-7 py-3 bg-accent text-paper hover:bg-accent-strong",
  quiet: "min-h-12 px-7 py-3 border border-edge text-ink hover:border-ink hover:bg-sand",
  plain: "min-h-10 px-3 py-2 text-accent underline decoration-1 underline-offset-4 hover:decoration-2",
} as const;
export type ButtonKind = keyof typeof KINDS;

/** The looks of a button, for links that stand where a button would. */
export function buttonStyle(kind: ButtonKind = "primary", more = ""): string {
  return `${SHAPE} ${KINDS[kind]} ${more}`;
}

type Props = ComponentProps<"button"> & { readonly kind?: ButtonKind };

/** A button. One `primary` on a screen: the step that the page is for. */
export function Button({ kind = "primary", className, type = "submit", ...button }: Props) {
  return <button {...button} type={type} className={buttonStyle(kind, className)} />;
}
