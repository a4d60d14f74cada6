import type { ReactNode } from "react";

const TONES = { accent: "bg-accent-soft text-accent-strong", plain: "border border-line bg-paper text-ink", danger: "bg-danger-soft text-danger" } as const;

type Props = { readonly tone?: keyof typeof TONES; readonly children: ReactNode };

/** A word or two about a thing. */
export function Badge({ tone = "plain", children }: Props) {
  return <span className={`inline-flex items-center rounded-full px-2.5 py-0.5 text-xs font-medium ${TONES[tone]}`}>{children}</span>;
}
