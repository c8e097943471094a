/** Words with fewer characters are not corrected: too many others are one error apart from them. */
export const shortestCorrected = 4

/**
 * The word, and the word without each of its characters. Two words that are one error apart (a character more, less,
 * another one, or two swapped) have one of these in common.
 */
export function listDeletions(word: string): string[] {
  const characters = [...word]
  const shorter = characters.map((_, at) => characters.toSpliced(at, 1).join(''))
  return [...new Set([word, ...shorter])]
}

/** Whether one error, and not none, makes one word the other. */
export function isOneErrorApart(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false
  let from = 0
  while (from < one.length && one[from] === other[from]) from += 1
  const [rest, otherRest] = [one.slice(from), other.slice(from)]
  return (
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1) ||
    rest.slice(1) === otherRest.slice(1) ||
    (rest[0] === otherRest[1] && rest[1] === otherRest[0] && rest.slice(2) === otherRest.slice(2))
  )
}
