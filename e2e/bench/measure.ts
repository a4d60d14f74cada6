/** One measured value. `spread` is the interquartile range of the rounds, in the same unit. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly rounds: number;
  readonly spread: number;
  readonly note: string;
};

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which `q` of the values lie, interpolated. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** A figure from the values of its rounds: the median and the interquartile range. */
export function figureOf(name: string, values: readonly number[], about: { readonly unit: string; readonly note: string }): Figure {
  return { name, value: median(values), rounds: values.length, spread: quantile(values, 0.75) - quantile(values, 0.25), ...about };
}

/** Keeps `connections` calls in flight until the time is over; answers calls per second. */
export async function ratePerSecond(connections: number, seconds: number, call: (worker: number) => Promise<boolean>): Promise<number> {
  const started = performance.now();
  const until = started + seconds * 1000;
  const counts = await Promise.all(
    Array.from({ length: connections }, async (_, worker) => {
      let done = 0;
      while (performance.now() < until && (await call(worker))) done += 1;
      return done;
    }),
  );
  return counts.reduce((a, b) => a + b, 0) / ((performance.now() - started) / 1000);
}

/** Keeps `connections` calls in flight until each of `items` had its own; answers items per second. */
export async function rateOfAll<Item>(connections: number, items: readonly Item[], call: (item: Item) => Promise<void>): Promise<number> {
  const waiting = items.values();
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, async () => {
    for (const item of waiting) await call(item);
  }));
  return items.length / ((performance.now() - started) / 1000);
}

/** The milliseconds that each of `items` took, one after the other. */
export async function timesOf<Item>(items: readonly Item[], call: (item: Item) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const item of items) {
    const started = performance.now();
    await call(item);
    times.push(performance.now() - started);
  }
  return times;
}
