import next from "eslint-config-next/core-web-vitals";
import tseslint from "typescript-eslint";

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

export default tseslint.config(
  { ignores: [".next/**", ".cagnotte/**", "db/migrations/**", "next-env.d.ts", "test-results/**", "playwright-report/**"] },
  // Rules about React look for components in every function, and take a seventh of the time: they read what draws.
  { files: ["app/**", "components/**", "lib/**/*.tsx"], extends: [next] },
  {
    files: ["**/*.ts", "**/*.tsx"],
    // The parser's project service does not look into dot folders; tsc checks them.
    ignores: [".ci/**"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // An argument may be there as a proof: `_by` says that an operator with the right is asking.
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 3],
      "max-depth": ["error", 3],
      "no-restricted-syntax": ["error", ...EVERYWHERE],
    },
  },
  { files: [".ci/**/*.ts"], languageOptions: { parser: tseslint.parser } },
  // Pages link with relative addresses under a personal shop (decision 0003), so next/link's rule does not apply.
  { files: ["app/**", "components/**"], rules: { "@next/next/no-html-link-for-pages": "off", "@next/next/no-img-element": "off" } },
  {
    files: ["lib/**"],
    ignores: ["lib/web/**", "lib/gateway/**", "lib/sandbox/**", "lib/kernel/**", "lib/jobs/**"],
    rules: { "no-restricted-syntax": ["error", ...EVERYWHERE, ...IN_DOMAINS] },
  },
  { files: ["lib/*/rules.ts"], rules: { "no-restricted-syntax": ["error", ...EVERYWHERE, ...IN_DOMAINS, ...IN_RULES] } },
  { files: ["db/transact.ts"], rules: { "no-restricted-syntax": "off" } },
  { files: ["**/*.test.ts", "db/testing/**", "e2e/**"], rules: { "max-lines-per-function": "off", "no-restricted-syntax": "off" } },
);
