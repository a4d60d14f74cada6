"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field, INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { correctAction } from "../actions";

const FIELDS = ["firstName", "lastName", "town"] as const;
type Name = (typeof FIELDS)[number];
type Texts = Readonly<Record<Name | "townHint" | "locale" | "fr" | "en" | "email" | "emailHint" | "save" | "missing" | "tooLong" | "signedOut", string>>;
type Props = { readonly profile: Readonly<Record<Name | "locale" | "email", string>>; readonly texts: Texts };

const COMPLETE = { firstName: "given-name", lastName: "family-name", town: "address-level2" } as const;

/** Names, town and language, to be corrected; the address is shown and changes with proof only. */
export function CorrectForm({ profile, texts }: Props) {
  const [outcome, submit, pending] = useActionState(correctAction, null);
  const refused = outcome?.reason === "invalid_input" ? outcome : null;
  const locale = refused?.given["locale"] ?? profile.locale;
  return (
    <form action={submit} noValidate className="mt-5 grid gap-5 sm:grid-cols-2">
      {outcome?.reason === "signed_out" && <div className="sm:col-span-2"><Notice tone="bad" role="alert">{texts.signedOut}</Notice></div>}
      {FIELDS.map((name) => {
        const value = refused?.given[name] ?? profile[name];
        const error = refused?.fields[name]?.includes("missing") ? texts.missing : refused?.fields[name] ? texts.tooLong : undefined;
        return <Field key={name + value} id={name} name={name} label={texts[name]} hint={name === "town" ? texts.townHint : undefined} autoComplete={COMPLETE[name]} maxLength={120} defaultValue={value} error={error} />;
      })}
      <div>
        <label htmlFor="locale" className="mb-1.5 block text-sm font-medium">{texts.locale}</label>
        <select key={locale} id="locale" name="locale" defaultValue={locale} className={INPUT_STYLE}>
          <option value="fr">{texts.fr}</option>
          <option value="en">{texts.en}</option>
        </select>
      </div>
      <div className="sm:col-span-2">
        <p className="text-sm font-medium">{texts.email}</p>
        <p className="mt-1 break-all">{profile.email}</p>
        <p className="mt-1 text-sm text-muted">{texts.emailHint}</p>
      </div>
      <div className="sm:col-span-2"><Button disabled={pending}>{texts.save}</Button></div>
    </form>
  );
}
