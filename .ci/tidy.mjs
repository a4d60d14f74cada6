/**
 * Checks of form that no linter knows: which file names a domain may hold, how long a
 * domain's README may be, and that no room is called "utils". Run by `npm run check`.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const TOP = /^(app|components|lib|db|docs|patches|public|e2e|\.ci|\.github)\/|^(drizzle\.config\.ts|next\.config\.mjs|instrumentation(-client)?\.ts|package\.json|package-lock\.json|tsconfig\.json|README\.md|\.[^/]+)$/;
const FREE = new Set(["kernel", "gateway", "web", "sandbox", "jobs"]);
const VOCABULARY = /^([a-z]+\/)?(README\.md|(types|rules|input|queries|commands|sequences|shopify)(\.test|\.int\.test)?\.ts|(sequences|faults|races)\.(int\.)?test\.ts)$/;
const ROUTE = /^(page|layout|template|loading|error|global-error|global-not-found|not-found|default|route|load|actions|robots|sitemap|opengraph-image|icon)\.(tsx?|png|svg)$|^globals\.css$|^favicon\.ico$/;
const JUNK = /(^|\/)(utils?|helpers?|misc|common|shared|managers?|services?)(\/|\.|-)|\/index\.tsx?$/;
const README_LINES_MAX = 60;

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" })
  .split("\n")
  .filter((file) => file && existsSync(file));
const complaints = [];
const complain = (file, why) => complaints.push(`${file}: ${why}`);

for (const file of files) {
  const [root, room, ...rest] = file.split("/");
  const name = file.split("/").at(-1);
  if (!TOP.test(file)) complain(file, "not one of the agreed top-level names");
  if (JUNK.test(file)) complain(file, "name the thing it holds; barrels and junk drawers are not rooms");
  if (root === "lib" && !FREE.has(room) && !VOCABULARY.test(rest.join("/"))) {
    complain(file, "a domain holds README, types, rules, input, queries, commands and their tests only");
  }
  if (root === "app" && !file.includes("/_components/") && !ROUTE.test(name)) {
    complain(file, "app/ holds route files, load.ts, actions.ts and _components/ only");
  }
}

for (const room of new Set(files.filter((file) => file.startsWith("lib/")).map((file) => file.split("/")[1]))) {
  if (FREE.has(room)) continue;
  const readme = `lib/${room}/README.md`;
  if (!existsSync(readme)) complain(readme, "every domain says in one page what it is for");
  else if (readFileSync(readme, "utf8").split("\n").length > README_LINES_MAX) complain(readme, `over ${README_LINES_MAX} lines`);
}

for (const line of complaints) console.error(line);
process.exit(complaints.length === 0 ? 0 : 1);
