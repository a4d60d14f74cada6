import { codeAt } from "@/lib/access/factor/input";
import { OPERATORS_FACTOR } from "./people";

const STEP_S = 30;

/** `npm run demo:code`: what the authenticator app of the demo's operators shows now. */
const now = new Date();
const left = STEP_S - (Math.floor(now.getTime() / 1000) % STEP_S);
process.stdout.write(`${codeAt(OPERATORS_FACTOR, now)}   (for another ${left} s; each code works once)\n`);
