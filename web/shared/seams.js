/**
 * How pieces of a Chinese line are put together. A blank stands where Chinese meets Latin letters
 * or digits, and nowhere else; which of the two a name begins or ends with is not known to whoever
 * wrote the words around it.
 */

/** Stand round a name that must not be torn; they are taken for nothing here. */
const MARKS = /[\ue000\ue001]/g;

const HAN = /\p{Script=Han}/u;
const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’]/u;
const LETTER = /[\p{L}\p{N}]/u;

/** @param {string[]} pieces */
export const woven = (pieces) => pieces.reduce(join, "");

function join(left, right) {
  const [before, after] = [left.trimEnd(), right.trimStart()];
  const [one, other] = [[...bare(before)].at(-1), [...bare(after)][0]];
  if (!one || !other || !(WIDE.test(one) || WIDE.test(other))) return left + right;
  if (WIDE.test(one) && WIDE.test(other)) return before + after;
  const [wide, narrow] = WIDE.test(one) ? [one, other] : [other, one];
  if (!HAN.test(wide)) return before + after;
  // Beside a sign such as "·" the words know best.
  return LETTER.test(narrow) ? `${before} ${after}` : left + right;
}

const bare = (piece) => piece.replace(MARKS, "");
