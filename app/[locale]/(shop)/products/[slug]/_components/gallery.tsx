"use client";

import { type MouseEvent, useRef, useState } from "react";
import { Picture, type ShownPicture } from "@/components/shop/picture";
import { Icon } from "@/components/ui/icon";
import { isPlain } from "@/components/ui/press";

type GalleryPicture = ShownPicture & { readonly id: string };
type Props = {
  readonly pictures: readonly GalleryPicture[];
  /** Names of the controls, one a picture. */
  readonly texts: { readonly pictures: string; readonly close: string; readonly zoom: readonly string[]; readonly show: readonly string[] };
};

/** Brings a picture of the gallery into its window, without moving the page. */
export function showPicture(id: string): void {
  const slide = document.getElementById(id);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  slide?.parentElement?.scrollTo({ left: slide.offsetLeft, behavior: calm ? "instant" : "smooth" });
}

/** A product's pictures: swiped on a phone, chosen by the small ones, enlarged by a touch. Links to the files without JavaScript. */
export function Gallery({ pictures, texts }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [enlarged, setEnlarged] = useState<GalleryPicture | null>(null);
  const [close, setClose] = useState(false);
  const enlarge = (event: MouseEvent, picture: GalleryPicture) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    setEnlarged(picture);
    setClose(false);
    dialog.current?.showModal();
  };
  return (
    <div className="lg:sticky lg:top-36 lg:self-start">
      <ul className="relative flex snap-x snap-mandatory overflow-x-auto overscroll-x-contain [scrollbar-width:none] sm:rounded-3xl" aria-label={texts.pictures}>
        {pictures.map((picture, n) => (
          <li key={picture.id} id={picture.id} className="relative aspect-square w-full shrink-0 snap-start bg-sand">
            <a href={picture.webp} data-stays="" onClick={(event) => enlarge(event, picture)} aria-label={texts.zoom[n]} className="block size-full focus-visible:-outline-offset-4">
              <Picture picture={picture} sizes="(min-width: 64rem) 36rem, 100vw" first={n === 0} className="size-full object-cover" />
              <span className="needs-script absolute right-3 bottom-3 grid size-10 place-items-center rounded-full bg-paper/80 text-ink"><Icon name="zoom" /></span>
            </a>
          </li>
        ))}
      </ul>
      {pictures.length > 1 && (
        <ul className="mt-3 flex gap-2 overflow-x-auto px-4 pb-1 sm:px-0.5">
          {pictures.map((picture, n) => (
            <li key={picture.id} className="shrink-0 py-1">
              <a
                href={`#${picture.id}`} aria-label={texts.show[n]} className="block size-16 overflow-hidden rounded-xl bg-sand"
                onClick={(event) => {
                  event.preventDefault();
                  showPicture(picture.id);
                }}
              >
                <Picture picture={{ ...picture, alt: "" }} sizes="64px" className="size-full object-cover" />
              </a>
            </li>
          ))}
        </ul>
      )}
      <dialog ref={dialog} onClose={() => setEnlarged(null)} className="m-0 size-full max-h-none max-w-none bg-paper backdrop:bg-paper" aria-label={enlarged?.alt}>
        <form method="dialog" className="fixed top-3 right-3 z-10"><button className="grid size-12 place-items-center rounded-full border border-line bg-paper" aria-label={texts.close}><Icon name="close" /></button></form>
        {enlarged && (
          <button type="button" onClick={() => setClose(!close)} className={`grid min-h-full min-w-full place-items-center ${close ? "w-max cursor-zoom-out" : "cursor-zoom-in"}`}>
            <Picture picture={enlarged} sizes="960px" className={close ? "w-[max(150vmin,60rem)] max-w-none" : "max-h-dvh w-full max-w-[100dvh] object-contain"} />
          </button>
        )}
      </dialog>
    </div>
  );
}
