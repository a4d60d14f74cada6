import type { Right } from "@/lib/access/types";
import type { Scope } from "@/lib/access/tokens/types";

/**
 * Who may call what: every server action and every handler of a route, each with one row. `npm run check` finds them in the code, calls
 * each as everybody below, and fails on one without a row and on an answer that the row does not say.
 *
 * A new action is a row in ACTIONS, named `<file below app/[locale]/>#<export>`; a new handler is a row in ROUTES, `<METHOD> <route>`. Mostly
 * `everybody`, `members`, `distributors` or `office("<right>")`; where it is about a thing of somebody, add `form` or `ask` that names the thing of
 * `customer`, allow `own`, and say by `refused` how the others are turned away.
 */
export const PEOPLE = ["nobody", "customer", "otherCustomer", "distributor", "otherDistributor", "operatorWithout", "operator", "operatorOwingFactor"] as const;
export type Person = (typeof PEOPLE)[number];

/** What there is to be called about: all of it belongs to `customer`, but an import and a file for the bank, which the office has. */
export type World = { readonly run: string; readonly bankFile: string; readonly number: string; readonly invoice: string; readonly member: string; readonly externalId: string; readonly handle: string; readonly product: string };

/** What an action answered: a value, or where it led. */
export type Answer = { readonly value?: unknown; readonly redirect?: string };

type Common = { readonly allowed: readonly Person[]; /** Decides which role `operator` has, and `operatorWithout` lacks. */ readonly right?: Right };
export type ActionRow = Common & {
  /** What is sent; nothing at all is enough where the shape is checked after the authority. */
  readonly form?: (world: World) => Readonly<Record<string, string>>;
  /** How it turns people away. Left out: the reasons `signed_out` and `not_allowed`. */
  readonly refused?: (answer: Answer) => boolean;
};
export type RouteRow = Common & {
  /** The route, when it answers several addresses and each has a row. Left out: the row's name. */
  readonly route?: string;
  /** The address below the origin, with its parameters. Left out: the route's own. */
  readonly ask?: (world: World) => { readonly path: string; readonly params?: Readonly<Record<string, string>> };
  /** Opened by a token with this scope, and by no person. */
  readonly scope?: Scope;
  /** The statuses that turn people away. Left out: 401, 403 and 404. */
  readonly refusals?: readonly number[];
};

const everybody = { allowed: PEOPLE } as const;
const members = { allowed: ["customer", "otherCustomer", "distributor", "otherDistributor", "operatorWithout", "operator"] } as const;
const distributors = { allowed: ["distributor", "otherDistributor"] } as const;
const office = (right: Right) => ({ right, allowed: ["operator"] }) as const;
/** A list of the office on its way out as a file. */
const file = (list: string, right: Right, query: (world: World) => string = () => ""): RouteRow => ({ ...office(right), route: "GET /office/export/[list]", ask: (world) => ({ path: `/office/export/${list}${query(world)}`, params: { list } }) });
/** Whatever their role. */
const anyOperator = { allowed: ["operatorWithout", "operator"] } as const;
/** Of the customer whose things the world holds. */
const own = { allowed: ["customer"] } as const;
const token = (scope: Scope) => ({ scope, allowed: [] }) as const;

const ledTo = (path: string) => ({ redirect }: Answer): boolean => redirect === path;

export const ACTIONS: Readonly<Record<string, ActionRow>> = {
  "(account)/profile/actions.ts#saveNamesAction": members,
  "(account)/profile/actions.ts#setPasswordAction": members,
  "(account)/profile/actions.ts#removePasswordAction": members,
  "(account)/profile/actions.ts#closeDeviceAction": members,
  "(account)/profile/actions.ts#signOutEverywhereAction": members,
  "(account)/profile/actions.ts#renewCodesAction": members,
  "(account)/profile/actions.ts#removeFactorAction": members,
  "(account)/profile/actions.ts#chooseNoticesAction": members,
  "(account)/profile/actions.ts#markReadAction": members,
  "(account)/profile/apply/actions.ts#applyAction": members,
  "(account)/profile/data/actions.ts#correctAction": members,
  "(account)/profile/data/actions.ts#consentAction": { ...members, form: () => ({ kind: "listed", given: "no" }), refused: ({ redirect }) => redirect === undefined },
  "(account)/profile/data/actions.ts#eraseAction": members,
  "(account)/share/actions.ts#changeHandleAction": members,
  "(account)/share/actions.ts#furnishAction": members,
  "(account)/sign-in/actions.ts#signInAction": everybody,
  "(account)/sign-in/actions.ts#openLinkAction": everybody,
  // Not set up here: everybody is told so.
  "(account)/sign-in/actions.ts#googleAction": everybody,
  "(account)/sign-in/factor/actions.ts#beginAction": { allowed: [...members.allowed, "operatorOwingFactor"], refused: ledTo("/sign-in") },
  "(account)/sign-in/factor/actions.ts#showFactorAction": { allowed: [...members.allowed, "operatorOwingFactor"], form: () => ({ code: "000000" }) },
  "(account)/sign-out/actions.ts#signOutAction": everybody,
  "(distributor)/earnings/goals/actions.ts#setGoalsAction": distributors,
  "(distributor)/earnings/links/actions.ts#makeLinkAction": { ...distributors, form: () => ({ label: "Marché" }) },
  "(distributor)/earnings/links/actions.ts#archiveLinkAction": { ...distributors, form: () => ({ handle: "none", archived: "yes" }) },
  "(distributor)/earnings/payouts/actions.ts#openStripeAction": distributors,
  "(distributor)/earnings/payouts/actions.ts#requestPayoutAction": { ...distributors, form: () => ({ payout: `pay_${"0".repeat(32)}`, amount: "1" }) },
  "(distributor)/earnings/payouts/actions.ts#saveAccountAction": { ...distributors, form: () => ({ iban: "FR7630006000011234567890189", holder: "Test" }) },
  "(office)/office/actions.ts#forgetFilterAction": anyOperator,
  "(office)/office/actions.ts#keepFilterAction": anyOperator,
  "(office)/office/catalogue/[slug]/actions.ts#goodsAction": office("catalogue"),
  "(office)/office/catalogue/[slug]/actions.ts#pictureAction": office("catalogue"),
  "(office)/office/catalogue/[slug]/actions.ts#stockAction": office("catalogue"),
  "(office)/office/catalogue/[slug]/actions.ts#textsAction": office("catalogue"),
  "(office)/office/catalogue/actions.ts#statusesAction": office("catalogue"),
  "(office)/office/catalogue/actions.ts#undoStatusesAction": office("catalogue"),
  "(office)/office/collections/actions.ts#collectionAction": office("catalogue"),
  "(office)/office/collections/actions.ts#removeAction": office("catalogue"),
  "(office)/office/collections/actions.ts#raiseAction": office("catalogue"),
  "(office)/office/imports/[run]/actions.ts#cancelAction": office("catalogue"),
  "(office)/office/ledger/audit/actions.ts#auditAction": office("ledger"),
  "(office)/office/members/[id]/actions.ts#adjustAction": office("ledger"),
  "(office)/office/members/[id]/actions.ts#decideAction": office("ledger"),
  "(office)/office/members/[id]/actions.ts#handleAction": office("members"),
  "(office)/office/members/[id]/actions.ts#moveAction": office("members"),
  "(office)/office/members/[id]/actions.ts#standingAction": office("members"),
  "(office)/office/members/[id]/merge/actions.ts#mergeAction": office("ledger"),
  "(office)/office/members/[id]/see/actions.ts#lookAction": office("members"),
  "(office)/office/new-product/actions.ts#createAction": office("catalogue"),
  "(office)/office/orders/[number]/actions.ts#dispatchAction": office("orders"),
  "(office)/office/orders/[number]/actions.ts#verdictAction": office("refunds"),
  "(office)/office/orders/[number]/actions.ts#closeAlertAction": office("orders"),
  "(office)/office/orders/[number]/actions.ts#reattributeAction": office("ledger"),
  "(office)/office/orders/dispatch/actions.ts#dispatchManyAction": office("orders"),
  "(office)/office/payouts/actions.ts#decideAction": office("ledger"),
  "(office)/office/payouts/actions.ts#makeFileAction": office("ledger"),
  "(office)/office/payouts/actions.ts#setPayoutsAction": office("settings"),
  "(office)/office/plan/new/actions.ts#previewAction": office("plan"),
  "(office)/office/plan/new/actions.ts#publishAction": office("plan"),
  "(office)/office/settings/[part]/actions.ts#aloneAction": office("settings"),
  "(office)/office/settings/[part]/actions.ts#withdrawalAction": office("settings"),
  "(office)/office/settings/[part]/actions.ts#companyAction": office("settings"),
  "(office)/office/settings/[part]/actions.ts#deliveryAction": office("settings"),
  "(office)/office/settings/[part]/actions.ts#handlesAction": office("settings"),
  "(office)/office/settings/[part]/actions.ts#languagesAction": office("settings"),
  "(office)/office/settings/[part]/actions.ts#lookAction": office("settings"),
  "(office)/office/settings/[part]/actions.ts#senderAction": office("settings"),
  "(office)/office/settings/[part]/actions.ts#textAction": office("settings"),
  "(office)/office/settings/[part]/actions.ts#vatAction": office("settings"),
  "(office)/office/settings/[part]/actions.ts#volumesAction": office("settings"),
  "(office)/office/settings/actions.ts#inviteAction": office("operators"),
  "(office)/office/settings/actions.ts#roleAction": office("operators"),
  "(office)/office/settings/actions.ts#testSaleAction": office("settings"),
  "(office)/office/applications/actions.ts#decideAction": office("members"),
  "(office)/office/applications/actions.ts#openAction": office("settings"),
  "(office)/office/catalogue/[slug]/actions.ts#editAction": office("catalogue"),
  "(office)/office/forwarding/actions.ts#pauseAction": office("forwarding"),
  "(office)/office/forwarding/actions.ts#replayAction": office("forwarding"),
  "(office)/office/forwarding/actions.ts#replayAllAction": office("forwarding"),
  "(office)/office/forwarding/actions.ts#settleByHandAction": office("forwarding"),
  "(office)/office/forwarding/actions.ts#reconcileAction": office("forwarding"),
  "(office)/office/forwarding/actions.ts#resendAction": office("forwarding"),
  "(office)/office/orders/[number]/actions.ts#noteAction": office("orders"),
  "(office)/office/orders/[number]/refund/actions.ts#refundAction": office("refunds"),
  "(office)/office/tokens/actions.ts#issueAction": office("tokens"),
  "(office)/office/tokens/actions.ts#revokeAction": office("tokens"),
  "(office)/office/withdrawals/actions.ts#recordReturnAction": office("refunds"),
  "(shop)/cart/actions.ts#changeQuantityAction": everybody,
  "(shop)/cart/actions.ts#changeCartAction": everybody,
  "(shop)/cart/actions.ts#loadCartAction": everybody,
  "(shop)/checkout/actions.ts#placeOrderAction": everybody,
  "(shop)/cookies/actions.ts#answerAction": everybody,
  "(shop)/products/[slug]/actions.ts#addToCartAction": everybody,
  "(shop)/withdraw/actions.ts#findOrderAction": everybody,
  "(shop)/withdraw/actions.ts#confirmAction": { ...own, form: ({ number }) => ({ number }), refused: ledTo("/withdraw") },
  "(shop)/withdraw/actions.ts#giveProofAction": { ...own, form: ({ number }) => ({ number }), refused: ledTo("/withdraw") },
};

export const ROUTES: Readonly<Record<string, RouteRow>> = {
  "GET /profile/data/export": members,
  "POST /share/picture": members,
  "GET /share/qr": members,
  "GET /wallet/csv": members,
  "GET /earnings/links/qr": { ...own, ask: ({ handle }) => ({ path: `/earnings/links/qr?of=${handle}` }) },
  "GET /earnings/sales/csv": distributors,
  "GET /earnings/statements/[month]/csv": { ...distributors, ask: () => ({ path: "/earnings/statements/2026-11/csv", params: { month: "2026-11" } }) },
  "GET /earnings/statements/[month]/pdf": { ...distributors, ask: () => ({ path: "/earnings/statements/2026-11/pdf", params: { month: "2026-11" } }) },
  "GET /office/export/accounts": file("accounts", "ledger"),
  "GET /office/export/adjustments": file("adjustments", "ledger"),
  "GET /office/export/alerts": file("alerts", "orders"),
  "GET /office/export/applications": file("applications", "members"),
  "GET /office/export/audits": file("audits", "ledger"),
  "GET /office/export/below": file("below", "members", ({ member }) => `?member=${member}`),
  "GET /office/export/catalogue": file("catalogue", "catalogue"),
  "GET /office/export/cohorts": file("cohorts", "orders"),
  "GET /office/export/collections": file("collections", "catalogue"),
  "GET /office/export/comparison": file("comparison", "forwarding"),
  "GET /office/export/dead": file("dead", "forwarding"),
  "GET /office/export/delivery": file("delivery", "settings"),
  "GET /office/export/differences": file("differences", "forwarding"),
  "GET /office/export/figures": file("figures", "orders"),
  "GET /office/export/handles": file("handles", "settings"),
  "GET /office/export/imports": file("imports", "catalogue"),
  "GET /office/export/ledger": file("ledger", "ledger"),
  "GET /office/export/legal": file("legal", "settings"),
  "GET /office/export/liability": file("liability", "ledger"),
  "GET /office/export/links": file("links", "orders"),
  "GET /office/export/members": file("members", "members"),
  "GET /office/export/orders": file("orders", "orders"),
  "GET /office/export/packing": file("packing", "orders"),
  "GET /office/export/payouts": file("payouts", "ledger"),
  "GET /office/export/plan": file("plan", "plan"),
  "GET /office/export/prices": file("prices", "catalogue", ({ product }) => `?product=${product}`),
  "GET /office/export/problems": file("problems", "catalogue", ({ run }) => `?run=${run}`),
  "GET /office/export/shelf": file("shelf", "catalogue", ({ product }) => `?product=${product}`),
  "GET /office/export/statement": file("statement", "members", ({ member }) => `?member=${member}`),
  "GET /office/export/summary": file("summary", "orders"),
  "GET /office/export/systems": file("systems", "settings"),
  "GET /office/export/team": file("team", "operators"),
  "GET /office/export/texts": file("texts", "settings"),
  "GET /office/export/tokens": file("tokens", "tokens"),
  "GET /office/export/trail": file("trail", "trail"),
  "GET /office/export/vat": file("vat", "settings"),
  "GET /office/export/withdrawals": file("withdrawals", "refunds"),
  "GET /office/find": { ...anyOperator, ask: () => ({ path: "/office/find?q=test" }) },
  "GET /office/imports/[run]/state": { ...office("catalogue"), ask: ({ run }) => ({ path: `/office/imports/${run}/state`, params: { run } }) },
  "GET /office/orders/slips": { ...office("orders"), ask: ({ number }) => ({ path: `/office/orders/slips?n=${number}` }) },
  "GET /office/payouts/file": { ...office("ledger"), ask: ({ bankFile }) => ({ path: `/office/payouts/file?id=${bankFile}` }) },
  "POST /office/catalogue/[slug]/picture": { ...office("catalogue"), ask: () => ({ path: "/office/catalogue/none/picture", params: { slug: "none" } }) },
  "POST /office/imports/upload": office("catalogue"),
  "POST /office/settings/logo": office("settings"),
  // Opened by the signed link of a letter alone.
  "POST /earnings/letters/stop": { allowed: [] },
  "POST /office/distributors/upload": office("forwarding"),
  "POST /checkout/suggestions": everybody,
  // The buyer, and operators who see the books.
  "GET /order/[number]/invoices/[document]": {
    right: "ledger", allowed: ["customer", "operator"],
    ask: ({ number, invoice }) => ({ path: `/order/${number}/invoices/${invoice}`, params: { number, document: invoice } }),
  },
  "GET /order/return": everybody,
  "GET /personal": everybody,
  "GET /shelf": everybody,
  "GET /suggest": everybody,
  // Opened by Google's answer alone.
  "GET /api/auth/callback/google": { allowed: [] },
  "GET /api/health": everybody,
  // Asked for as the page of `customer` does: nobody else's browser is sent these sums.
  "GET /api/live": { ...own, ask: ({ member }) => ({ path: `/api/live?member=${member}` }) },
  "GET /api/v1/distributors/[externalId]": { ...token("distributors:read"), ask: ({ externalId }) => ({ path: `/api/v1/distributors/${externalId}`, params: { externalId } }) },
  "PUT /api/v1/distributors/[externalId]": { ...token("distributors:write"), ask: ({ externalId }) => ({ path: `/api/v1/distributors/${externalId}`, params: { externalId } }) },
  "GET /api/v1/docs": everybody,
  "GET /api/v1/members/[id]/wallet": { ...token("wallets:read"), ask: ({ member }) => ({ path: `/api/v1/members/${member}/wallet`, params: { id: member } }) },
  "GET /api/v1/openapi.json": everybody,
  "GET /api/v1/sales": token("sales:read"),
  // Opened by the provider's signature alone.
  "POST /api/webhooks/stripe": { allowed: [], refusals: [400] },
  "GET /manifest.webmanifest": everybody,
  "GET /media/[file]": { ...everybody, ask: () => ({ path: "/media/none", params: { file: "none" } }), refusals: [401, 403] },
  "GET /preview/picture/[locale]/[handle]/[slug]/[file]": { ...everybody, ask: () => ({ path: "/preview/picture/fr/-/-/x", params: { locale: "fr", handle: "-", slug: "-", file: "x" } }), refusals: [401, 403] },
  "GET /preview": { ...everybody, refusals: [401, 403] },
  "GET /robots.txt": everybody,
  "GET /sitemap.xml": everybody,
};
