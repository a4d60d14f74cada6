import "server-only";

/** Tokens that come back with time. */
export type Bucket = { tokens: number; at: number };

/** Takes a token; false when there is none. `perSecond` come back, at most `burst` are kept. */
export function take(bucket: Bucket, { perSecond, burst }: { readonly perSecond: number; readonly burst: number }, nowMs: number): boolean {
  bucket.tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.at) / 1_000) * perSecond);
  bucket.at = nowMs;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

/** Files by name, the least recently asked for forgotten first once they weigh more than `bytesMax`. */
export class Shelf {
  private readonly files = new Map<string, Buffer>();
  private bytes = 0;
  private readonly bytesMax: number;

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  get(name: string): Buffer | undefined {
    const found = this.files.get(name);
    if (found) {
      this.files.delete(name);
      this.files.set(name, found);
    }
    return found;
  }

  put(name: string, file: Buffer): void {
    this.bytes += file.length - (this.files.get(name)?.length ?? 0);
    this.files.delete(name);
    this.files.set(name, file);
    for (const [oldest, old] of this.files) {
      if (this.bytes <= this.bytesMax) break;
      this.files.delete(oldest);
      this.bytes -= old.length;
    }
  }
}
