"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";

/** The button of a form whose action runs on the server: a second click while the first is under way sends nothing. */
export function SubmitButton(props: ComponentProps<typeof Button>) {
  const { pending } = useFormStatus();
  return <Button {...props} type="submit" aria-disabled={pending} onClick={(event) => pending && event.preventDefault()} />;
}
