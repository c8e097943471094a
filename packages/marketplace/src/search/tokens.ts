/** The fields of a product, best match first: name, near (tags, category, seller), summary, description. */
export const fields = ['name', 'near', 'summary', 'description'] as const
export type Field = (typeof fields)[number]

/** Limits: characters read of a text, length of the longest prefix of a word, length of a name key. */
const most = { characters: 4000, prefix: 20, nameKey: 200 } as const
/** The most terms of a query; a hundred characters hold no more useful ones. */
const mostTerms = 40

const cjk = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー々〇'
// A run of Chinese, Japanese or Korean characters, or a word of letters and digits of any other script.
const runs = new RegExp(`[${cjk}]+|(?:(?![${cjk}])[\\p{L}\\p{N}])+`, 'gu')
const isCjk = new RegExp(`^[${cjk}]`, 'u')

/** Normalises a text: width, case, accents and control characters make no difference. */
export const normalise = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFKD')
    // Both conversions, so that ß matches SS; and one form of sigma for every position.
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    // Removes accents of Latin, Greek and Cyrillic only: in other scripts marks are letters.
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\uFFFD\s]+/gu, ' ')
    .trim()

/** The terms of a text: `协同Office 365` → 协同, office, 365. */
export const splitIntoTerms = (text: string): string[] => normalise(text).match(runs) ?? []

const pairsOf = (characters: readonly string[]): string[] =>
  characters.slice(1).map((character, at) => `${characters[at]}${character}`)

/** The tokens of a run: for Chinese every character and every two neighbours, for other words every prefix. */
function findableBy(run: string): string[] {
  const characters = [...run]
  if (isCjk.test(run)) return [...characters, ...pairsOf(characters)]
  return characters.slice(0, most.prefix).map((_, at) => characters.slice(0, at + 1).join(''))
}

/** The tokens that a term needs: its pairs of neighbours, or the prefix of a word. */
function looksFor(term: string): string[] {
  const characters = [...term]
  if (isCjk.test(term) && characters.length > 1) return pairsOf(characters)
  return [characters.slice(0, most.prefix).join('')]
}

const mark: Readonly<Record<Field, string>> = { name: 'n', near: 't', summary: 's', description: 'd' }

/**
 * The tokens of a product. Each is marked with its field and with every worse field, so that one look at the index
 * tells whether all terms are in the name, or in the name and what is near it, and so on.
 */
export function listTokens(texts: Readonly<Record<Field, readonly string[]>>): string[] {
  const tokens = new Set<string>()
  fields.forEach((field, at) => {
    const found = texts[field].flatMap((text) =>
      splitIntoTerms(text.slice(0, most.characters)).flatMap(findableBy),
    )
    for (const later of fields.slice(at)) for (const token of found) tokens.add(`${mark[later]}${token}`)
  })
  return [...tokens]
}

/** Marks of filter tokens; they differ from the marks of fields. */
const filterMarks = { category: 'c', mode: 'm', type: 't', price: 'p', seller: 'x' } as const
export const formatFilterToken = (filter: keyof typeof filterMarks, value: string): string =>
  `${filterMarks[filter]}${value}`

/**
 * A token as stored in the index: a hash of 53 bits, the most that a number holds exactly. Among a hundred million
 * tokens the chance that two different ones collide is one in a million; then one wrong product is found.
 */
export function toNumber(token: string): number {
  let [low, high] = [0xdeadbeef, 0x41c6ce57]
  for (let at = 0; at < token.length; at += 1) {
    const unit = token.charCodeAt(at)
    low = Math.imul(low ^ unit, 0x9e3779b1)
    high = Math.imul(high ^ unit, 0x5f356495)
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35)
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35)
  return 0x100000000 * (high & 0x1fffff) + (low >>> 0)
}
export const toNumbers = (tokens: readonly string[]): number[] => tokens.map(toNumber)

/** A parsed query. */
export type Wanted = {
  /** The whole query, to compare with names. */
  readonly key: string
  readonly terms: readonly string[]
}

export function parseQuery(query: string): Wanted {
  const terms = [...new Set(splitIntoTerms(query))].slice(0, mostTerms)
  return { key: toNameKey(query), terms }
}

/** A name for comparison with a query: its terms, separated by one space. */
export const toNameKey = (name: string): string =>
  splitIntoTerms(name).join(' ').slice(0, most.nameKey).toWellFormed()

/** The tokens that a product needs so that all terms are in this field or a better one. */
export const listFieldTokens = (terms: readonly string[], field: Field): string[] => [
  ...new Set(terms.flatMap(looksFor).map((token) => `${mark[field]}${token}`)),
]
