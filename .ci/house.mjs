const banned = (selector, message) => ({ selector, message });

const EVERYWHERE = [
  banned("CallExpression[callee.property.name='transaction']", "Open transactions with transact() from db/transact."),
  banned("TSEnumDeclaration", "Use a const object and a union."),
];
const IN_DOMAINS = [
  banned("Identifier[name=/^(Number|parseFloat|parseInt)$/]", "Domains count in bigint minor units; numbers are made at the edge."),
  banned("MemberExpression[object.name='Math']", "Math is for floats. Money divides with bigint and says how it rounds."),
  banned("MemberExpression[object.name='process']", "Configuration is read once, in lib/web/env.ts."),
  banned("MemberExpression[object.name='console']", "Log one wide event at the edge: lib/web/log.ts."),
];
const IN_RULES = [
  banned("NewExpression[callee.name='Date'][arguments.length=0]", "Rules take the time as an argument."),
  banned("MemberExpression[object.name='Date'][property.name='now']", "Rules take the time as an argument."),
  banned("AwaitExpression", "Rules are synchronous and pure."),
];

const ruleOf = (list) => ({
  create: (context) => Object.fromEntries(list.map(({ selector, message }) => [selector, (node) => context.report({ node, message })])),
});

/** What this house does not write, as a linter's plugin. */
export default { meta: { name: "house" }, rules: { everywhere: ruleOf(EVERYWHERE), domains: ruleOf(IN_DOMAINS), rules: ruleOf(IN_RULES) } };
