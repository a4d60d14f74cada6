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

/** A line across the chart and what it stands for. */
export type Tick = { readonly at: number; readonly text: string };

type Props = {
  readonly bars: readonly BarShape[];
  /** What the chart shows, for those who do not see it; its numbers stand in the table below. */
  readonly label: string;
  /** From the top down to zero. */
  readonly ticks: readonly Tick[];
  /** How far below the zero line the chart reaches, in thousandths. */
  readonly below: number;
  readonly texts: { readonly now: string; readonly before: string };
};

const HEIGHT = 1_000;
const STEP = 100;

/**
 * Bars against the period before. Without colour: this period is solid, the one before hollow and behind it. Drawn stretched to its room,
 * so that it fills a phone and a desk alike; words stand beside it, unstretched.
 */
export function BarChart({ bars, label, ticks, below, texts }: Props) {
  const width = bars.length * STEP;
  const whole = HEIGHT + below;
  return (
    <figure>
      <figcaption className="flex flex-wrap items-center gap-x-6 gap-y-1 text-sm text-muted">
        <span className="inline-flex items-center gap-2"><span aria-hidden="true" className="inline-block h-3.5 w-2.5 bg-accent" />{texts.now}</span>
        <span className="inline-flex items-center gap-2"><span aria-hidden="true" className="inline-block h-3.5 w-3.5 border-[1.5px] border-edge" />{texts.before}</span>
      </figcaption>
      <div className="relative mt-5 pl-14">
        {ticks.map(({ at, text }) => (
          <span key={at} aria-hidden="true" className="absolute left-0 w-11 -translate-y-1/2 text-right text-xs whitespace-nowrap text-muted tabular-nums" style={{ top: `${((HEIGHT - at) / whole) * 100}%` }}>{text}</span>
        ))}
        <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${whole}`} preserveAspectRatio="none" className="block h-48 w-full overflow-visible sm:h-64">
          {ticks.map(({ at }) => <line key={at} x1="0" x2={width} y1={HEIGHT - at} y2={HEIGHT - at} className={at === 0 ? "stroke-edge" : "stroke-line"} vectorEffect="non-scaling-stroke" />)}
          {bars.map(({ label: name, height, before, text, beforeText, ahead }, n) => (
            <g key={name} className="group">
              <title>{`${name} : ${text} (${beforeText})`}</title>
              <rect x={n * STEP} y="0" width={STEP} height={whole} className="fill-transparent group-hover:fill-sand" />
              {before !== 0 && <rect x={n * STEP + STEP * 0.1} width={STEP * 0.8} {...upright(before)} className="fill-transparent stroke-edge" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />}
              {!ahead && height !== 0 && <rect x={n * STEP + STEP * 0.26} width={STEP * 0.48} {...upright(height)} className={height > 0 ? "fill-accent" : "fill-danger"} />}
            </g>
          ))}
        </svg>
      </div>
      <Axis bars={bars} />
    </figure>
  );
}

/** Up from the zero line, or down from it. */
const upright = (height: number) => ({ y: height > 0 ? HEIGHT - height : HEIGHT, height: Math.abs(height) });

/** As many names as there is room for on a phone. */
function Axis({ bars }: Pick<Props, "bars">) {
  const every = bars.length > 12 ? Math.ceil(bars.length / 7) : bars.length > 8 ? 2 : 1;
  return (
    <ol aria-hidden="true" className="mt-1.5 flex pl-14 text-xs text-muted tabular-nums">
      {bars.map(({ label }, n) => (
        <li key={label} className="min-w-0 flex-1 basis-0 text-center whitespace-nowrap">
          <span className="inline-flex w-0 justify-center">{n % every === 0 ? label : ""}</span>
        </li>
      ))}
    </ol>
  );
}
