"use client";

import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { Icon } from "@/components/ui/icon";

type Found = { readonly kind: "page" | "order" | "member" | "product"; readonly to: string; readonly name: string; readonly more: string };
type Texts = Readonly<Record<"open" | "label" | "hint" | "none" | "failed" | "keys" | "close", string>> & { readonly kinds: Readonly<Record<Found["kind"], string>> };
type Props = {
  /** What an address begins with, to the shop's root. */
  readonly root: string;
  readonly texts: Texts;
};

/** Letters typed before an answer is asked for. */
const PAUSE_MS = 120;

/** Whether the palette is open: Ctrl or Cmd and K opens and closes it. */
function useShortcut() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const hear = (event: globalThis.KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setOpen((shown) => !shown);
      }
    };
    addEventListener("keydown", hear);
    return () => removeEventListener("keydown", hear);
  }, []);
  return { open, setOpen };
}

/** What is found for a text while the palette is open, and which of it is chosen. */
function useFound({ open, root, text }: { readonly open: boolean; readonly root: string; readonly text: string }) {
  const [found, setFound] = useState<readonly Found[]>([]);
  const [failed, setFailed] = useState(false);
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (!open) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      fetch(`${root}office/find?q=${encodeURIComponent(text)}`, { signal: stop.signal })
        .then((answer) => (answer.ok ? (answer.json() as Promise<{ found: readonly Found[] }>) : Promise.reject(new Error(String(answer.status)))))
        .then(({ found: fresh }) => {
          setFound(fresh);
          setFailed(false);
          setAt(0);
        }, () => stop.signal.aborted || setFailed(true));
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [open, root, text]);
  return { found, failed, at, setAt };
}

/** Goes anywhere in the office by its name: Ctrl or Cmd and K, or the button. Arrows choose, Enter goes, Escape closes. */
export function Palette({ root, texts }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useId();
  const { open, setOpen } = useShortcut();
  const [text, setText] = useState("");
  const { found, failed, at, setAt } = useFound({ open, root, text });
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);

  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      setAt((at + step + found.length) % found.length);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      const one = found[at];
      if (one) location.assign(root + one.to);
    }
  };
  return (
    <>
      <button type="button" onClick={() => setOpen(true)} className="needs-script inline-flex min-h-11 items-center gap-2 rounded-xl border border-line bg-paper px-3 text-sm text-muted transition-colors hover:border-ink hover:text-ink lg:w-full">
        <Icon name="search" className="size-4" /><span className="sr-only lg:not-sr-only lg:flex-1 lg:text-left">{texts.open}</span><kbd className="hidden rounded border border-line px-1.5 font-sans text-xs lg:inline">{texts.keys}</kbd>
      </button>
      <dialog
        ref={dialog} aria-label={texts.label} onClose={() => setOpen(false)} onClick={(event) => event.target === event.currentTarget && setOpen(false)}
        className="m-auto mt-[10dvh] w-[min(40rem,calc(100vw-2rem))] overflow-hidden rounded-card border border-line bg-raised p-0 text-ink shadow-lift backdrop:bg-ink/40"
      >
        <div className="flex items-center gap-3 border-b border-line px-4">
          <Icon name="search" className="size-5 shrink-0 text-muted" />
          <input
            type="text" role="combobox" aria-label={texts.label} aria-expanded={found.length > 0} aria-controls={list} aria-activedescendant={found.length > 0 ? `${list}-${at}` : undefined} aria-autocomplete="list"
            autoComplete="off" autoFocus placeholder={texts.hint} value={text} maxLength={120} onChange={(event) => setText(event.target.value)} onKeyDown={keys}
            className="min-h-14 w-full bg-transparent text-base outline-none placeholder:text-muted"
          />
          <button type="button" aria-label={texts.close} onClick={() => setOpen(false)} className="grid size-11 shrink-0 place-items-center rounded-full hover:bg-sand"><Icon name="close" /></button>
        </div>
        <ul id={list} role="listbox" aria-label={texts.label} className="max-h-[60dvh] overflow-y-auto p-2">
          {found.map((one, n) => (
            <li key={`${one.kind}${one.to}`} id={`${list}-${n}`} role="option" aria-selected={n === at} ref={n === at ? (row) => row?.scrollIntoView({ block: "nearest" }) : undefined} onMouseEnter={() => setAt(n)} onClick={() => location.assign(root + one.to)} className="flex min-h-11 cursor-pointer items-center gap-3 rounded-xl px-3 py-2 aria-selected:bg-accent-soft">
              <span className="w-20 shrink-0 text-xs text-muted">{texts.kinds[one.kind]}</span><span className="min-w-0 flex-1 truncate">{one.name}{one.more && <span className="ml-2 text-sm text-muted">{one.more}</span>}</span>
            </li>
          ))}
        </ul>
        {(failed || found.length === 0) && <p role="status" className="px-5 pb-5 text-sm text-muted">{failed ? texts.failed : text === "" ? "" : texts.none}</p>}
      </dialog>
    </>
  );
}
