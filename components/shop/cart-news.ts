/** How the tabs of one browser tell each other that the cart is another one now. */
export const CART_NEWS = "cagnotte-cart";

/** Tells the other tabs. */
export function announceCart(): void {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(CART_NEWS);
  channel.postMessage("changed");
  channel.close();
}

/**
 * Hears of it, and of coming back to a tab that was left: what it shows may be old. Answers how to stop.
 *
 * @param cameWithThePage what is shown is as old as the page: what `PersonalStart` heard before there was anybody to tell is heard, too
 */
export function onCartNews(hear: () => void, cameWithThePage: boolean): () => void {
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(CART_NEWS);
  channel?.addEventListener("message", hear);
  const back = () => document.visibilityState === "visible" && hear();
  document.addEventListener("visibilitychange", back);
  if (cameWithThePage && window.cagnotte?.news === true) hear();
  return () => {
    channel?.close();
    document.removeEventListener("visibilitychange", back);
  };
}
