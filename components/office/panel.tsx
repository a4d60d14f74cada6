import type { ReactNode } from "react";

type Props = { readonly title: string; readonly lead?: string; readonly children: ReactNode; readonly open?: boolean };

/** Something that can be done, closed until it is wanted. Works without JavaScript. */
export function Panel({ title, lead, children, open = false }: Props) {
  return (
    <details open={open} className="group rounded-card border border-line bg-raised">
      <summary className="flex min-h-12 cursor-pointer list-none items-center justify-between gap-3 rounded-card px-5 py-3 font-medium hover:bg-sand [&::-webkit-details-marker]:hidden">
        {title}
        <svg aria-hidden="true" viewBox="0 0 20 20" className="size-4 shrink-0 text-muted transition-transform group-open:rotate-180" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round"><path d="m5 8 5 5 5-5" /></svg>
      </summary>
      <div className="border-t border-line px-5 py-4">
        {lead !== undefined && <p className="mb-4 text-sm text-muted">{lead}</p>}
        {children}
      </div>
    </details>
  );
}
