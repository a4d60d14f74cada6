/** What a person did not expect, in one sentence of theirs: printed without a stack, and the command exits with 1. */
export class Sentence extends Error {
  override readonly name = "Sentence";
}
