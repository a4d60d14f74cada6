type Fiber = { readonly alternate: Fiber | null; readonly flags: number; readonly return: Fiber | null };

/**
 * Whether React has taken an element of the page over, so that it hears what is done to it. It marks an element as soon as it has read it, but hears
 * it only once the whole part of the page around it is read: until then what it is made from carries a flag, by which React itself asks
 * (`getNearestMountedFiber`). Stands by itself, for it is sent to the browser as text.
 */
export function isMounted(part: object): boolean {
  const mark = Object.keys(part).find((key) => key.startsWith("__reactFiber$"));
  if (mark === undefined) return false;
  for (let fiber = (part as Record<string, Fiber | null>)[mark]; fiber && !fiber.alternate; fiber = fiber.return) if (fiber.flags & 4098) return false;
  return true;
}
