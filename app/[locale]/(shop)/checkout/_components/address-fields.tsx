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

/**
 * Street, code and town. In France the street offers whole addresses as it is typed and fills in the rest; typing on by hand always works.
 * The fields are the browser's own, so that what was typed before the script came stays.
 */
export function AddressFields({ root, texts, values, country, problem }: Props) {
  const street = useRef<HTMLInputElement>(null);
  const rest = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<readonly FoundAddress[]>([]);
  const [active, setActive] = useState(-1);
  const [said, setSaid] = useState("");
  const [typed, setTyped] = useState("");

  useEffect(() => {
    if (typed.length < LETTERS_MIN || !KNOWN.has(country)) return;
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      void askSuggestions("address", typed, { root, signal: leaving.signal }).then((answer) => {
        if (leaving.signal.aborted) return;
        setFound(answer ?? []);
        setActive(-1);
      });
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [typed, country, root]);

  const close = () => {
    setFound([]);
    setActive(-1);
  };
  const choose = (address: FoundAddress) => {
    const set = (name: string, value: string) => {
      const input = rest.current?.querySelector<HTMLInputElement>(`[name="${name}"]`);
      if (input) input.value = value;
    };
    if (street.current) street.current.value = address.street;
    set("postalCode", address.postalCode);
    set("city", address.city);
    setTyped("");
    close();
    setSaid(texts.filledIn.replace("{address}", `${address.street}, ${address.postalCode} ${address.city}`));
  };
  const onKey = (event: KeyboardEvent) => {
    if (found.length === 0) return;
    const moves: Partial<Record<string, number>> = { ArrowDown: (active + 1) % found.length, ArrowUp: active <= 0 ? found.length - 1 : active - 1 };
    const to = moves[event.key];
    const chosen = found[active];
    if (to !== undefined) setActive(to);
    else if (event.key === "Enter" && chosen) choose(chosen);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  };

  const wrong = problem("street");
  const open = found.length > 0;
  return (
    <>
      <div className="relative sm:col-span-6" onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || close()}>
        <label htmlFor="street" className="mb-1.5 block text-sm font-medium">{texts.street}</label>
        <input
          ref={street} id="street" name="street" defaultValue={values["street"]} autoComplete="address-line1" className={INPUT_STYLE}
          role="combobox" aria-expanded={open} aria-autocomplete="list" aria-controls="street-found" aria-activedescendant={active >= 0 ? `street-found-${active}` : undefined}
          aria-invalid={wrong ? true : undefined} aria-describedby={wrong ? "street-error" : undefined}
          onChange={(event) => {
            setTyped(event.target.value.trim());
            if (event.target.value.trim().length < LETTERS_MIN) close();
          }}
          onKeyDown={onKey}
        />
        <ul id="street-found" role="listbox" aria-label={texts.suggestions} hidden={!open} className="absolute inset-x-0 top-full z-20 mt-1 overflow-hidden rounded-xl border border-line bg-raised py-1 shadow-lift">
          {found.map((address, n) => (
            <li
              key={`${address.street} ${address.postalCode} ${address.city}`} id={`street-found-${n}`} role="option" aria-selected={n === active}
              className="flex min-h-12 cursor-pointer flex-wrap items-center gap-x-2 px-4 py-2 aria-selected:bg-sand hover:bg-sand"
              onMouseDown={(event) => event.preventDefault()} onClick={() => choose(address)}
            >
              <span className="font-medium">{address.street}</span> <span className="text-muted">{address.postalCode} {address.city}</span>
            </li>
          ))}
        </ul>
        {wrong && <p id="street-error" className="mt-1.5 text-sm text-danger">{wrong}</p>}
        <p className="sr-only" role="status">{open ? `${texts.suggestions} : ${found.length}` : said}</p>
      </div>
      <div ref={rest} className="contents">
        <Field id="postalCode" name="postalCode" label={texts.postalCode} defaultValue={values["postalCode"]} error={problem("postalCode")} autoComplete="postal-code" className="sm:col-span-2" />
        <Field id="city" name="city" label={texts.city} defaultValue={values["city"]} error={problem("city")} autoComplete="address-level2" className="sm:col-span-4" />
      </div>
    </>
  );
}
