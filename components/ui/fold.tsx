import type { ReactNode } from "react";

type Props = { readonly title: string; readonly open: boolean; readonly children: ReactNode };

/** Something that is closed until it is wanted, and open where it has something to say. Works without JavaScript. */
export function Fold({ title, open, children }: Props) {
  return (
    <details open={open}>
      <summary className="min-h-11 cursor-pointer py-2 text-accent underline underline-offset-4">{title}</summary>
      <div className="mt-3">{children}</div>
    </details>
  );
}
