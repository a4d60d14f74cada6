/** A picture's addresses by format and width, and what it shows. */
export type ShownPicture = {
  readonly avif: { readonly 480: string; readonly 960: string };
  readonly webp: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
};

type Props = {
  readonly picture: ShownPicture;
  /** How wide it will stand, for the browser's choice: "(min-width: 64rem) 25vw, 50vw". */
  readonly sizes: string;
  /** The first thing that a visitor sees: fetched at once, others when they come near. */
  readonly first?: boolean;
  readonly className?: string;
};

/** A picture in modern formats whose room is known before it arrives. */
export function Picture({ picture, sizes, first = false, className = "" }: Props) {
  return (
    <picture className="contents">
      <source type="image/avif" srcSet={`${picture.avif[480]} 480w, ${picture.avif[960]} 960w`} sizes={sizes} />
      <img
        src={picture.webp} alt={picture.alt} width={picture.width} height={picture.height} className={className} decoding="async"
        loading={first ? "eager" : "lazy"} fetchPriority={first ? "high" : "auto"}
      />
    </picture>
  );
}
