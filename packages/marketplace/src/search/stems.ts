const vowel = /[aeiouy]/
const endsInDouble = /([bdfgmnprt])\1$/

/** `stopp` → `stop`, `creat` stays: what `-ed` and `-ing` left of a word. */
const mendStem = (stem: string): string => (endsInDouble.test(stem) ? stem.slice(0, -1) : stem)

const withoutPlural = (word: string): string => {
  if (/(?:ss|us|is)$/.test(word)) return word
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (/(?:sh|ch|ss|x|zz)es$/.test(word)) return word.slice(0, -2)
  return word.replace(/s$/, '')
}

const withoutTense = (word: string): string => {
  const [, stem] = /^(.{2,}?)(?:ing|(?<!e)ed)$/.exec(word) ?? []
  return stem !== undefined && vowel.test(stem) ? mendStem(stem) : word
}

/** Endings that make a noun of a verb: `translation` and `translate` are about the same. */
const withoutNounEnding = (word: string): string => {
  const [, stem] = /^(.{3,}[st])ions?$/.exec(word) ?? []
  return stem ?? word
}

/**
 * The stem of an English word, so that its forms find one another. It need not be a word: `invoices`, `invoicing` →
 * `invoic`. Short words and those with digits stay.
 */
export function findStem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  const stem = withoutNounEnding(withoutTense(withoutPlural(word)))
  return stem.length > 3 ? stem.replace(/e$/, '').replace(/y$/, 'i') : stem
}
