import { HANDLE_PATTERN } from "@/lib/kernel/address";
import { CART_NEWS } from "./cart-news";
import type { Standing } from "./shop-link";

const SHOP = JSON.stringify(`^(?:/en(?=/|$))?/(${HANDLE_PATTERN})(?=/|$)`);

/**
 * Runs before anything of the page is drawn: says in `html[data-shop]` that the address is a member's, so that room is kept for them
 * (and none in the company's shop), and asks for the personal part at once. Whoever comes from elsewhere is said to arrive: a visit of the
 * member's link is counted by that, without a cookie. What another tab does to the cart while React is on its way is kept for it.
 */
export function PersonalStart({ root, favourites = false }: Standing & { readonly favourites?: boolean }) {
  const from = JSON.stringify(`${root}personal${favourites ? "?favourites" : ""}`);
  const script = `(()=>{const m=new RegExp(${SHOP},"i").exec(location.pathname);if(m)document.documentElement.dataset.shop=m[1].toLowerCase();
const from=${from};window.cagnotte={from,first:fetch(from,document.referrer.startsWith(location.origin)?{}:{headers:{"x-arrival":"1"}}).then(r=>r.ok?r.json():null).catch(()=>null)};
if(window.BroadcastChannel)new BroadcastChannel("${CART_NEWS}").onmessage=()=>{window.cagnotte.news=true}})()`;
  return <script dangerouslySetInnerHTML={{ __html: script }} />;
}
