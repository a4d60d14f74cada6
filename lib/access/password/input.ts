import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as en from "@zxcvbn-ts/language-en";
import * as fr from "@zxcvbn-ts/language-fr";
import type { PasswordRefusal } from "./types";

const SHORTEST = 10;
/** A sentence fits; more would only cost time. */
const LONGEST = 200;
/** Of zxcvbn's 0 to 4: "safely unguessable". */
const SCORE_MIN = 3;

let judge: ZxcvbnFactory | undefined;
const judging = (): ZxcvbnFactory => (judge ??= new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...en.dictionary, ...fr.dictionary },
  graphs: common.adjacencyGraphs,
  useLevenshteinDistance: true,
}));

/**
 * Why a text is refused as a password; null when it may be kept. The list of passwords that are known from breaches is zxcvbn's.
 * @param about what an attacker would try first: the address, the name, the shop's name
 */
export function refusePassword(text: string, about: readonly string[]): PasswordRefusal | null {
  if (text.length < SHORTEST) return "too_short";
  if (text.length > LONGEST) return "too_long";
  const { score, sequence } = judging().check(text, about.filter((word) => word !== ""));
  if (sequence.some((match) => "dictionaryName" in match && String(match.dictionaryName).startsWith("passwords") && match.token.length === text.length)) return "known";
  return score < SCORE_MIN ? "guessable" : null;
}
