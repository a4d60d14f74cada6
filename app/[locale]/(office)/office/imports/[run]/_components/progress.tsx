"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

type Texts = Readonly<Record<"waiting" | "check" | "write" | "label", string>>;
type Props = { readonly from: string; readonly waiting: boolean; readonly step: "check" | "write"; readonly done: number; readonly all: number; readonly texts: Texts };
type State = { readonly state: string; readonly step: "check" | "write"; readonly done: number; readonly all: number };

const EVERY_MS = 700;

/** A bar that moves as the file is read: checking is its first half, writing its second. When it is through the page is drawn anew. */
export function Progress({ from, waiting, step, done, all, texts }: Props) {
  const router = useRouter();
  const [now, setNow] = useState<State>({ state: waiting ? "waiting" : "running", step, done, all });
  useEffect(() => {
    const timer = setInterval(() => {
      fetch(from, { cache: "no-store" })
        .then((answer) => (answer.ok ? (answer.json() as Promise<State>) : null))
        .then((fresh) => {
          if (!fresh) return;
          setNow(fresh);
          if (fresh.state !== "waiting" && fresh.state !== "running") {
            clearInterval(timer);
            router.refresh();
          }
        }, () => undefined);
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [from, router]);
  const part = now.all === 0 ? 0 : Math.min(now.done / now.all, 1);
  const percent = Math.round(50 * part + (now.step === "write" ? 50 : 0));
  return (
    <div>
      <p aria-live="polite" className="mb-2">{now.state === "waiting" ? texts.waiting : texts[now.step]}</p>
      <progress aria-label={texts.label} value={percent} max={100} className="goal h-3 w-full" />
      <p className="mt-1 text-right text-sm text-muted tabular-nums">{percent} %</p>
    </div>
  );
}
