/** The number after `--name`, or what is usual. Throws on anything else. */
export function flag(name: string, usual: number): number {
  const at = process.argv.indexOf(`--${name}`);
  if (at === -1) return usual;
  const value = Number(process.argv[at + 1]);
  if (!Number.isFinite(value) || value <= 0) throw new Error(`--${name} takes a number`);
  return value;
}
