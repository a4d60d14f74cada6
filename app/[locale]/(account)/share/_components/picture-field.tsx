"use client";

import { useEffect, useState } from "react";

type Props = { readonly picture: string | null; readonly initial: string; readonly texts: Readonly<Record<"label" | "hint", string>> };

/** A member's picture, and the one that they have just chosen in its place, as it will look before it is sent. */
export function PictureField({ picture, initial, texts }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => () => {
    if (chosen !== null) URL.revokeObjectURL(chosen);
  }, [chosen]);
  const shown = chosen ?? picture;
  return (
    <>
      {/* A browser that can't draw what was chosen, as some can't with HEIC, shows the former one. */}
      {shown === null ? <span aria-hidden="true" className="grid size-20 place-items-center rounded-full bg-sand font-display text-3xl">{initial}</span> : <img src={shown} alt="" className="size-20 rounded-full object-cover" onError={() => setChosen(null)} />}
      <div className="min-w-0">
        <label htmlFor="picture" className="mb-1.5 block text-sm font-medium">{texts.label}</label>
        <input
          id="picture" name="picture" type="file" required accept="image/jpeg,image/png,image/webp,image/heic,image/avif" aria-describedby="picture-hint"
          onChange={({ target: { files } }) => setChosen(files?.[0] ? URL.createObjectURL(files[0]) : null)}
          className="max-w-full text-sm text-muted file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-full file:border file:border-solid file:border-edge file:bg-transparent file:px-5 file:text-base file:text-ink hover:file:bg-sand"
        />
        <p id="picture-hint" className="mt-1 text-sm text-muted">{texts.hint}</p>
      </div>
    </>
  );
}
