import { defineConfig } from "@playwright/test";
import { parts } from "../e2e/fixtures/parts";

const { CHROMIUM_PATH: executablePath, PLAYWRIGHT_JSON_OUTPUT_FILE: json } = process.env as Record<string, string | undefined>;

/** Looks at every page of the office by axe, in light and dark: minutes, so it runs when it is asked for. */
const AT_LEISURE = ["**/runs-the-office-without-barriers.spec.ts"];

/**
 * What a wide screen and a keyboard may change. The others were seen green at a desk, too, and run there when they are asked
 * for: `FULL=1 npm run test:browser`. People come with a phone, and a test run has its minutes.
 */
const AT_A_DESK = ["buys-through-a-link", "keyboard-only"].map((name) => `**/${name}.spec.ts`);
const full = process.env["FULL"] !== undefined;

/** The journeys on a phone and on a desk. Started by `.ci/browser.ts`, which says where everything runs. */
export default defineConfig({
  testDir: "../e2e/journeys",
  outputDir: "../test-results",
  globalSetup: "../e2e/fixtures/shelf.ts",
  testIgnore: full ? [] : AT_LEISURE,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env["CI"] !== undefined,
  reporter: json ? [["list"], ["json", { outputFile: json }]] : [["list"]],
  use: {
    baseURL: parts().appUrl,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    screenshot: "only-on-failure",
    launchOptions: executablePath ? { executablePath } : {},
  },
  projects: [
    { name: "phone", use: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true } },
    { name: "desk", testMatch: full ? /\.spec\.ts$/ : AT_A_DESK, use: { viewport: { width: 1280, height: 800 } } },
  ],
});
