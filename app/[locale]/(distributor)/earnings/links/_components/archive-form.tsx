"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { archiveLinkAction } from "../actions";

type Props = { readonly handle: string; readonly archived: boolean; readonly label: string };

/** Off the list, or back on it. */
export function ArchiveForm({ handle, archived, label }: Props) {
  const [, submit, pending] = useActionState(archiveLinkAction, null);
  return (
    <form action={submit}>
      <input type="hidden" name="handle" value={handle} />
      <input type="hidden" name="archived" value={archived ? "no" : "yes"} />
      <Button kind="plain" disabled={pending} className="text-sm">{label}</Button>
    </form>
  );
}
