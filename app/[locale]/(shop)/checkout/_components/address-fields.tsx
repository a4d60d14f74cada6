"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Field, INPUT_STYLE } from "@/components/ui/field";
import type { FoundAddress } from "@/lib/gateway/geoplateforme/search";
import type { Root } from "@/lib/kernel/address";
import { askSuggestions } from "./suggestions";
import type { CheckoutTexts } from "./texts";

const LETTERS_MIN = 4;
const WAIT_MS = 220;
/** Where the service knows the streets. */
const KNOWN = new Set(["FR", "MC"]);

type Props = {
  readonly root: Root;
  readonly texts: CheckoutTexts;
  readonly values: Readonly<Record<string, string>>;
  readonly country: string;
  readonly problem: (name: string) => string | undefined;
};

/** Addresses for what has been typed, from our server, a moment after the last letter. */
function useFound({ root, country }: Pick<Props, "root" | "country">) {
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<readonly FoundAddress[]>([]);
  useEffect(() => {
    if (typed.length < LETTERS_MIN || !KNOWN.has(country)) return;
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      void askSuggestions("address", typed, { root, signal: leaving.signal }).then((answer) => leaving.signal.aborted || setFound(answer ?? []));
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [typed, country, root]);
  const type = (text: string) => {
    setTyped(text.trim());
    if (text.trim().length < LETTERS_MIN) setFound([]);
  };
  const close = () => {
    setTyped("");
    setFound([]);
  };
  return { found, type, close };
}

/**
 * Street, code and town. In France the street offers whole addresses as it is typed and fills in the rest; typing on by hand always works.
 * The fields are the browser's own, so that what was typed before the script came stays.
 */
export function AddressFields({ root, texts, values, country, problem }: Props) {
  const fields = useRef<HTMLDivElement>(null);
  const { found, type, close } = useFound({ root, country });
  const [said, setSaid] = useState("");
  const choose = (address: FoundAddress) => {
    for (const [name, value] of Object.entries(address)) {
      const input = fields.current?.querySelector<HTMLInputElement>(`[name="${name}"]`);
      if (input) input.value = value;
    }
    close();
    setSaid(texts.filledIn.replace("{address}", `${address.street}, ${address.postalCode} ${address.city}`));
  };
  return (
    <div ref={fields} className="contents">
      <Street texts={texts} value={values["street"]} error={problem("street")} found={found} type={type} close={close} choose={choose} said={said} />
      <Field id="postalCode" name="postalCode" label={texts.postalCode} defaultValue={values["postalCode"]} error={problem("postalCode")} autoComplete="postal-code" className="sm:col-span-2" />
      <Field id="city" name="city" label={texts.city} defaultValue={values["city"]} error={problem("city")} autoComplete="address-level2" className="sm:col-span-4" />
    </div>
  );
}

type StreetProps = ReturnType<typeof useFound> & {
  readonly texts: CheckoutTexts;
  readonly value: string | undefined;
  readonly error: string | undefined;
  readonly choose: (address: FoundAddress) => void;
  readonly said: string;
};

function Street({ texts, value, error, found, type, close, choose, said }: StreetProps) {
  const [at, setAt] = useState<{ readonly list: readonly FoundAddress[]; readonly row: number }>({ list: found, row: -1 });
  // A new list begins without a choice.
  const active = at.list === found ? at.row : -1;
  const open = found.length > 0;
  const onKey = (event: KeyboardEvent) => {
    if (!open) return;
    const moves: Partial<Record<string, number>> = { ArrowDown: (active + 1) % found.length, ArrowUp: active <= 0 ? found.length - 1 : active - 1 };
    const to = moves[event.key];
    const chosen = found[active];
    if (to !== undefined) setAt({ list: found, row: to });
    else if (event.key === "Enter" && chosen) choose(chosen);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  };
  return (
    <div className="relative sm:col-span-6" onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || close()}>
      <label htmlFor="street" className="mb-1.5 block text-sm font-medium">{texts.street}</label>
      <input
        id="street" name="street" defaultValue={value} autoComplete="address-line1" className={INPUT_STYLE} onChange={(event) => type(event.target.value)} onKeyDown={onKey}
        role="combobox" aria-expanded={open} aria-autocomplete="list" aria-controls="street-found" aria-activedescendant={active >= 0 ? `street-found-${active}` : undefined}
        aria-invalid={error ? true : undefined} aria-describedby={error ? "street-error" : undefined}
      />
      <ul id="street-found" role="listbox" aria-label={texts.suggestions} hidden={!open} className="absolute inset-x-0 top-full z-20 mt-1 overflow-hidden rounded-xl border border-line bg-raised py-1 shadow-lift">
        {found.map((address, n) => (
          <li
            key={`${address.street} ${address.postalCode} ${address.city}`} id={`street-found-${n}`} role="option" aria-selected={n === active}
            className="flex min-h-12 cursor-pointer flex-wrap items-center gap-x-2 px-4 py-2 hover:bg-sand aria-selected:bg-sand"
            onMouseDown={(event) => event.preventDefault()} onClick={() => choose(address)}
          >
            <span className="font-medium">{address.street}</span> <span className="text-muted">{address.postalCode} {address.city}</span>
          </li>
        ))}
      </ul>
      {error && <p id="street-error" className="mt-1.5 text-sm text-danger">{error}</p>}
      <p className="sr-only" role="status">{open ? `${texts.suggestions} : ${found.length}` : said}</p>
    </div>
  );
}
