import type { ComponentProps } from "react";
import { PERSONAL_SEGMENTS, type Root } from "@/lib/kernel/address";
import { invariant } from "@/lib/kernel/invariant";

const PERSONAL: ReadonlySet<string> = new Set(PERSONAL_SEGMENTS);

/** Where a page stands: what its links need, and all that they need. */
export type Standing = { readonly root: Root };

/**
 * The relative address of a page of the same shop: the handle that the browser shows stays, whatever it is (decision 0003).
 * @param to path below the shop's root, without a slash in front: "", "cart", "products/savon?color=2"
 */
export function hrefIn(root: Root, to: string): string {
  invariant(!/^[./]|^[a-z]+:/i.test(to), `"${to}" would leave the shop; links start below its root.`);
  return root + to;
}

type ShopLinkProps = Omit<ComponentProps<"a">, "href"> & Standing & { readonly to: string };

/** A link inside the shop: a plain anchor that works in a new tab, before hydration and without JavaScript. */
export function ShopLink({ root, to, ...anchor }: ShopLinkProps) {
  const first = /^[^/?#]*/.exec(to)?.[0] ?? "";
  return <a {...anchor} href={hrefIn(root, to)} data-ahead={PERSONAL.has(first) ? undefined : ""} />;
}
