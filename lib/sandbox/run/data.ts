import path from "node:path";
import { seedDemo } from "../demo/seed";
import { ROOT } from "./sources";

/** Where the demo keeps everything between its runs. */
export const DATA_DIR = path.join(ROOT, ".cagnotte");

/** The demo's company with its people and their orders, once. */
export const seedWithPeople = (databaseUrl: string): Promise<void> => seedDemo(databaseUrl);

/** The demo's company, plan and catalogue, without people: what every build is made on, and what the story starts from. */
export const seedWithoutPeople = (databaseUrl: string): Promise<void> => seedDemo(databaseUrl, { people: false });
