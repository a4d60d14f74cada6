import type { ReactNode } from "react";

const TONES = { plain: "border-line bg-sand", good: "border-transparent bg-accent-soft", bad: "border-transparent bg-danger-soft text-danger" } as const;

type Props = { readonly tone?: keyof typeof TONES; readonly role?: "status" | "alert"; readonly children: ReactNode };

/** Something to know before going on. `role` when it appears after the page. */
export function Notice({ tone = "plain", role, children }: Props) {
  return <div role={role} className={`rounded-xl border px-4 py-3 text-sm ${TONES[tone]}`}>{children}</div>;
}
