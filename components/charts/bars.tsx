/** A bar, and the one at the same place in the period before. Heights are thousandths of the chart's height, up from its zero line. */
export type BarShape = {
  readonly label: string;
  readonly height: number;
  readonly before: number;
  readonly text: string;
  readonly beforeText: string;
  /** The hours or days that have not come yet. */
  readonly ahead: boolean;
};

type Props = {
  readonly bars: readonly BarShape[];
  /** What the chart shows, for those who do not see it; its numbers stand in the table below. */
  readonly label: string;
  /** The value at the top, formatted. */
  readonly top: string;
  /** How far below the zero line the chart reaches, in thousandths. */
  readonly below: number;
  readonly texts: { readonly now: string; readonly before: string };
};

const HEIGHT = 1_000;
const STEP = 100;

/**
 * Bars against the period before. Without colour: this period is solid, the one before a dashed line with hollow points.
 * Drawn stretched to its room, so that it fills a phone and a desk alike; words stand beside it, unstretched.
 */
export function BarChart({ bars, label, top, below, texts }: Props) {
  const width = bars.length * STEP;
  const line = bars.map(({ before }, n) => `${n * STEP + STEP / 2},${HEIGHT - before}`).join(" ");
  return (
    <figure>
      <figcaption className="flex flex-wrap items-center gap-x-6 gap-y-1 text-sm text-muted">
        <span className="inline-flex items-center gap-2"><span aria-hidden="true" className="inline-block h-3.5 w-3 rounded-t-sm bg-accent" />{texts.now}</span>
        <span className="inline-flex items-center gap-2"><span aria-hidden="true" className="inline-block w-6 border-t-2 border-dashed border-ink" />{texts.before}</span>
        <span className="ml-auto tabular-nums" aria-hidden="true">{top}</span>
      </figcaption>
      <div className="relative mt-2 border-t border-line">
        <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${HEIGHT + below}`} preserveAspectRatio="none" className="block h-48 w-full overflow-visible sm:h-64">
          <line x1="0" x2={width} y1={HEIGHT / 2} y2={HEIGHT / 2} className="stroke-line" vectorEffect="non-scaling-stroke" />
          {bars.map(({ label: name, height, text, beforeText, ahead }, n) => (
            <g key={name} className="group">
              <title>{`${name} : ${text} (${beforeText})`}</title>
              <rect x={n * STEP} y="0" width={STEP} height={HEIGHT + below} className="fill-transparent group-hover:fill-sand" />
              {!ahead && height !== 0 && (
                <rect x={n * STEP + STEP * 0.18} y={height > 0 ? HEIGHT - height : HEIGHT} width={STEP * 0.64} height={height > 0 ? height : -height} className={height > 0 ? "fill-accent" : "fill-danger"} />
              )}
            </g>
          ))}
          <polyline points={line} fill="none" className="pointer-events-none stroke-ink" strokeWidth="1.75" strokeDasharray="5 4" vectorEffect="non-scaling-stroke" />
          <line x1="0" x2={width} y1={HEIGHT} y2={HEIGHT} className="stroke-edge" vectorEffect="non-scaling-stroke" />
        </svg>
      </div>
      <Axis bars={bars} />
    </figure>
  );
}

/** As many names as there is room for on a phone. */
function Axis({ bars }: Pick<Props, "bars">) {
  const every = bars.length > 12 ? Math.ceil(bars.length / 7) : bars.length > 8 ? 2 : 1;
  return (
    <ol aria-hidden="true" className="mt-1.5 flex text-xs text-muted tabular-nums">
      {bars.map(({ label }, n) => (
        <li key={label} className="min-w-0 flex-1 basis-0 text-center whitespace-nowrap">
          <span className="inline-flex w-0 justify-center">{n % every === 0 ? label : ""}</span>
        </li>
      ))}
    </ol>
  );
}
