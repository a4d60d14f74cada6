"use client";

import { useEffect } from "react";

/** Sends a form as soon as a browser shows the page. Without JavaScript its button does. */
export function SendAtOnce({ form }: { readonly form: string }) {
  useEffect(() => {
    (document.getElementById(form) as HTMLFormElement | null)?.requestSubmit();
  }, [form]);
  return null;
}
