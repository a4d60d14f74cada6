const BROWSERS = [["Firefox", /Firefox|FxiOS/], ["Edge", /Edg/], ["Samsung Internet", /SamsungBrowser/], ["Opera", /OPR/], ["Chrome", /Chrome|CriOS/], ["Safari", /Safari/]] as const;
const SYSTEMS = [["iPhone", /iPhone/], ["iPad", /iPad/], ["Android", /Android/], ["Windows", /Windows/], ["Mac", /Mac OS X|Macintosh/], ["Linux", /Linux/]] as const;

/** What a browser calls itself, as people say it: "Firefox, Android". Empty when it is none that people know. */
export function deviceName(userAgent: string): string {
  const of = (names: readonly (readonly [string, RegExp])[]): string => names.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? "";
  return [of(BROWSERS), of(SYSTEMS)].filter((name) => name !== "").join(", ");
}
