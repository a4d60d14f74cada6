import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  root,
  // Tests run outside the framework: `server-only` lets them, and React is the whole one, which writes mails and documents.
  resolve: { alias: { "@": root.replace(/\/$/, ""), "server-only": `${root}node_modules/server-only/empty.js` } },
  test: {
    include: ["lib/**/*.test.ts", "db/**/*.test.ts", "app/**/*.test.ts", ".ci/**/*.test.ts"],
    globalSetup: [".ci/postgres.setup.ts"],
    // next-auth asks for the framework's modules by names that only a bundler finds.
    server: { deps: { inline: ["next-auth"] } },
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
