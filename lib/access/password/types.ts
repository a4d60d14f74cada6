/** Why a text is no password to keep: a reason that a sentence stands for. */
export type PasswordRefusal = "too_short" | "too_long" | "known" | "guessable";
