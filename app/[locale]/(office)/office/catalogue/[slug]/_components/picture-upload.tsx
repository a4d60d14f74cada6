"use client";

import { useState, useTransition, type SubmitEvent } from "react";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

type Texts = Readonly<Record<"title" | "file" | "fileHint" | "altFr" | "altEn" | "square" | "zoom" | "across" | "down" | "send" | "sending" | "failed", string>> & { readonly states: Readonly<Record<string, string>> };
type Props = { readonly action: string; readonly state: string | null; readonly texts: Texts };
type Chosen = { readonly url: string; readonly width: number; readonly height: number };
type Square = ReturnType<typeof squareOf>;
type Frame = { readonly square: boolean; readonly zoom: number; readonly across: number; readonly down: number };

const WHOLE: Frame = { square: false, zoom: 1, across: 50, down: 50 };

/** The square that is kept, as parts of the picture. */
function squareOf({ width, height }: Chosen, { zoom, across, down }: Frame) {
  const side = Math.min(width, height) / zoom;
  const [w, h] = [side / width, side / height];
  return { left: ((1 - w) * across) / 100, top: ((1 - h) * down) / 100, width: w, height: h };
}

type FramingProps = { readonly chosen: Chosen; readonly crop: Square | null; readonly frame: Frame; readonly onFrame: (frame: Frame) => void; readonly texts: Texts };

/** The picture as it will be kept, and what frames it. */
function Framing({ chosen, crop, frame, onFrame, texts }: FramingProps) {
  const slide = (name: "zoom" | "across" | "down", label: string, [min, max, step]: readonly [number, number, number]) => (
    <label className="block text-sm">{label}<input type="range" min={min} max={max} step={step} value={frame[name]} onChange={(event) => onFrame({ ...frame, [name]: Number(event.target.value) })} className="mt-1 block w-full accent-accent" /></label>
  );
  return (
    <div className="grid gap-5 sm:grid-cols-[14rem_1fr]">
      <div className="relative grid size-56 place-items-center overflow-hidden rounded-xl bg-sand">
        {crop === null
          ? <img src={chosen.url} alt="" className="max-h-full max-w-full" />
          : <img src={chosen.url} alt="" className="absolute max-w-none" style={{ width: `${100 / crop.width}%`, height: `${100 / crop.height}%`, left: `${(-crop.left * 100) / crop.width}%`, top: `${(-crop.top * 100) / crop.height}%` }} />}
      </div>
      <div className="space-y-3">
        <label className="inline-flex min-h-11 items-center gap-2.5"><input type="checkbox" checked={frame.square} onChange={(event) => onFrame({ ...WHOLE, square: event.target.checked })} className="size-5 shrink-0 accent-accent" />{texts.square}</label>
        {frame.square && <>{slide("zoom", texts.zoom, [1, 4, 0.1])}{slide("across", texts.across, [0, 100, 1])}{slide("down", texts.down, [0, 100, 1])}</>}
      </div>
    </div>
  );
}

/** A new picture: chosen, framed with the keyboard or a finger, described. What was chosen and typed stays when the picture is refused. */
export function PictureUpload({ action, state, texts }: Props) {
  const router = useRouter();
  const [sending, start] = useTransition();
  const [came, setCame] = useState(state);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [frame, setFrame] = useState<Frame>(WHOLE);
  const crop = chosen && frame.square ? squareOf(chosen, frame) : null;

  const choose = (file: File | undefined) => {
    if (chosen) URL.revokeObjectURL(chosen.url);
    setChosen(null);
    setFrame(WHOLE);
    if (!file) return;
    const url = URL.createObjectURL(file);
    const image = new Image();
    image.onload = () => setChosen({ url, width: image.naturalWidth, height: image.naturalHeight });
    image.src = url;
  };
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (sending) return;
    const form = event.currentTarget;
    const body = new FormData(form);
    start(async () => {
      const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "application/json" } }).then((response) => response.json() as Promise<{ state?: string }>, () => null);
      setCame(answer?.state ?? "failed");
      if (answer?.state !== "kept") return;
      form.reset();
      choose(undefined);
      router.refresh();
    });
  };
  return (
    <form action={action} method="post" encType="multipart/form-data" onSubmit={send} className="space-y-5 rounded-card border border-line bg-raised p-5">
      <h3 className="font-display text-xl">{texts.title}</h3>
      {came !== null && <Notice tone={came === "kept" ? "good" : "bad"} role={came === "kept" ? "status" : "alert"}>{texts.states[came] ?? texts.failed}</Notice>}
      <label className="block text-sm font-medium">{texts.file}
        <input type="file" name="picture" required accept="image/jpeg,image/png,image/webp,image/avif,image/heic,image/gif,image/tiff" onChange={(event) => choose(event.target.files?.[0])} className="mt-1.5 block w-full cursor-pointer rounded-xl border border-dashed border-edge p-3 text-sm font-normal file:mr-4 file:cursor-pointer file:rounded-full file:border-0 file:bg-sand file:px-4 file:py-2 file:text-ink" />
        <span className="mt-1.5 block font-normal text-muted">{texts.fileHint}</span>
      </label>
      {chosen && <Framing chosen={chosen} crop={crop} frame={frame} onFrame={setFrame} texts={texts} />}
      {crop !== null && <input type="hidden" name="crop" value={[crop.left, crop.top, crop.width, crop.height].map((part) => part.toFixed(4)).join()} />}
      <div className="grid gap-5 sm:grid-cols-2">
        <Field id="new-alt-fr" name="alt.fr" label={texts.altFr} required maxLength={300} lang="fr" autoComplete="off" />
        <Field id="new-alt-en" name="alt.en" label={texts.altEn} maxLength={300} lang="en" autoComplete="off" />
      </div>
      <Button kind="quiet" aria-disabled={sending}>{sending ? texts.sending : texts.send}</Button>
    </form>
  );
}
