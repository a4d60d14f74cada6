"use client";

import { useRef } from "react";

type Props = {
  readonly id: string;
  readonly name?: string;
  readonly label: string;
  readonly max: number;
  readonly initial?: number;
  readonly labels: { readonly less: string; readonly more: string };
};

const STEP = "needs-script grid size-11 place-items-center rounded-full text-xl text-ink hover:bg-sand";

/** How many: a number field that works by itself, with two buttons for thumbs. */
export function Quantity({ id, name = "quantity", label, max, initial = 1, labels }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const step = (by: 1 | -1) => {
    if (by === 1) input.current?.stepUp();
    else input.current?.stepDown();
    input.current?.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return (
    <div>
      <label htmlFor={id} className="sr-only">{label}</label>
      <div className="inline-flex min-h-12 items-center rounded-full border border-edge bg-raised">
        <button type="button" className={STEP} aria-label={labels.less} onClick={() => step(-1)}>−</button>
        <input
          ref={input} id={id} name={name} type="number" inputMode="numeric" min={1} max={max} required defaultValue={initial}
          className="w-10 appearance-none bg-transparent py-2 text-center text-base tabular-nums [-moz-appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
        />
        <button type="button" className={STEP} aria-label={labels.more} onClick={() => step(1)}>+</button>
      </div>
    </div>
  );
}
