import { registerHooks } from "node:module";

/**
 * For processes without the framework: `server-only` allows them, and React is the whole one, which writes mails and
 * documents. The framework itself tells the two apart by `--conditions=react-server`, under which React can't do that.
 */
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, specifier === "server-only" ? { ...context, conditions: [...context.conditions, "react-server"] } : context),
});
