import { invalid } from "./faults";

type Branch = Map<string, Branch | string>;
const DEEPEST = 8;

function isBranch(value: Branch | string | undefined): value is Branch {
  return value instanceof Map;
}

/** Parameters as Stripe's SDKs send them: `line_items[0][price_data][currency]=eur&expand[]=x`. */
export function parseForm(body: string): Fields {
  const root: Branch = new Map();
  for (const [key, value] of new URLSearchParams(body)) place(root, pathOf(key), value);
  return new Fields(root, "");
}

function pathOf(key: string): [string, ...string[]] {
  const [head = "", ...rest] = key.split("[");
  if (rest.length > DEEPEST) throw invalid(`Invalid parameter: ${key}`);
  return [head, ...rest.map((part) => part.replace(/\]$/, ""))];
}

function place(branch: Branch, [head, ...rest]: [string, ...string[]], value: string): void {
  const name = head === "" ? String(branch.size) : head;
  const [next, ...others] = rest;
  if (next === undefined) {
    branch.set(name, value);
    return;
  }
  const existing = branch.get(name);
  const below = isBranch(existing) ? existing : new Map<string, Branch | string>();
  branch.set(name, below);
  place(below, [next, ...others], value);
}

/** Reads parameters and refuses in Stripe's words what is missing, unknown or of the wrong form. */
export class Fields {
  readonly #branch: Branch;
  readonly #path: string;

  constructor(branch: Branch, path: string) {
    this.#branch = branch;
    this.#path = path;
  }

  /** Refuses every parameter but these, as Stripe does: a misspelt one must not be lost silently. */
  only(...names: readonly string[]): void {
    for (const name of this.#branch.keys()) {
      if (!names.includes(name)) throw invalid(`Received unknown parameter: ${this.#at(name)}`, { code: "parameter_unknown", param: this.#at(name) });
    }
  }

  text(name: string): string | null {
    const value = this.#branch.get(name);
    if (isBranch(value)) throw invalid(`Invalid string: ${this.#at(name)}`, { param: this.#at(name) });
    return value === undefined || value === "" ? null : value;
  }

  required(name: string): string {
    return this.text(name) ?? this.#missing(name);
  }

  integer(name: string): number | null {
    const text = this.text(name);
    if (text === null) return null;
    if (!/^-?\d{1,15}$/.test(text)) throw invalid(`Invalid integer: ${text}`, { code: "parameter_invalid_integer", param: this.#at(name) });
    return Number(text);
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | null {
    const text = this.text(name);
    if (text === null) return null;
    const found = allowed.find((value) => value === text);
    if (found === undefined) throw invalid(`Invalid ${this.#at(name)}: must be one of ${allowed.join(", ")}`, { param: this.#at(name) });
    return found;
  }

  /** A list's elements or an object's fields; empty when it is not there. */
  below(name: string): Fields {
    const value = this.#branch.get(name);
    return new Fields(isBranch(value) ? value : new Map<string, Branch | string>(), this.#at(name));
  }

  requiredBelow(name: string): Fields {
    return isBranch(this.#branch.get(name)) ? this.below(name) : this.#missing(name);
  }

  /** The elements of a list of objects, in order. */
  elements(): Fields[] {
    return [...this.#branch.keys()].map((key) => this.below(key));
  }

  /** The values of a list of texts, in order. */
  texts(): string[] {
    return [...this.#branch.keys()].map((key) => this.required(key));
  }

  /** At most 50 keys of 40 characters with values of 500, as Stripe allows. */
  metadata(): Record<string, string> {
    const pairs = [...this.#branch.keys()].map((key) => [key, this.text(key) ?? ""] as const);
    if (pairs.length > 50 || pairs.some(([key, value]) => key.length > 40 || value.length > 500)) {
      throw invalid("Metadata can have up to 50 keys of 40 characters with values of 500.", { param: this.#path });
    }
    return Object.fromEntries(pairs.filter(([, value]) => value !== ""));
  }

  #at(name: string): string {
    return this.#path === "" ? name : `${this.#path}[${name}]`;
  }

  #missing(name: string): never {
    throw invalid(`Missing required param: ${this.#at(name)}.`, { code: "parameter_missing", param: this.#at(name) });
  }
}
