/** How a text is found, best first: by the product's name, what stands near it (tags, category, seller), its summary, its description. */
export const fields = ['name', 'near', 'summary', 'description'] as const
export type Field = (typeof fields)[number]

/** What of a long text is looked at, and the longest beginning of a word that is kept. */
const most = { characters: 4000, prefix: 20, nameKey: 200 } as const
/** As many terms as a query may have; a hundred characters hold no more that say anything. */
const mostTerms = 40

const cjk = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー々〇'
// A run of Chinese, Japanese or Korean characters, or a word of letters and digits of any other script.
const runs = new RegExp(`[${cjk}]+|(?:(?![${cjk}])[\\p{L}\\p{N}])+`, 'gu')
const isCjk = new RegExp(`^[${cjk}]`, 'u')

/** One way to write a text: full width, capitals, accents and control characters make no difference. */
export const normalise = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFKD')
    // There and back, or ß would not find SS; and a sigma is one wherever it stands.
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    // Accents of Latin, Greek and Cyrillic; the marks of other scripts are letters of theirs.
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\uFFFD\s]+/gu, ' ')
    .trim()

/** The runs of a text that say something: `协同Office 365` → 协同, office, 365. */
export const splitIntoTerms = (text: string): string[] => normalise(text).match(runs) ?? []

const pairsOf = (characters: readonly string[]): string[] =>
  characters.slice(1).map((character, at) => `${characters[at]}${character}`)

/** By what a run can be found: every character and pair of neighbours of a Chinese one, every beginning of a word. */
function findableBy(run: string): string[] {
  const characters = [...run]
  if (isCjk.test(run)) return [...characters, ...pairsOf(characters)]
  return characters.slice(0, most.prefix).map((_, at) => characters.slice(0, at + 1).join(''))
}

/** What must be there for a term to be found: its pairs of neighbours, or the word's beginning. */
function looksFor(term: string): string[] {
  const characters = [...term]
  if (isCjk.test(term) && characters.length > 1) return pairsOf(characters)
  return [characters.slice(0, most.prefix).join('')]
}

const mark: Readonly<Record<Field, string>> = { name: 'n', near: 't', summary: 's', description: 'd' }

/**
 * The tokens of a product, each marked with the field it is in and with every later one, so that one look says whether
 * all terms stand in the name, or in the name and what is near it, and so on.
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

/** A token of what can be filtered by; no word has its marks. */
const filterMarks = { category: 'c', mode: 'm', type: 't', price: 'p', seller: 'x' } as const
export const formatFilterToken = (filter: keyof typeof filterMarks, value: string): string =>
  `${filterMarks[filter]}${value}`

/**
 * A token as the index keeps it: 53 bits of a hash, as many as a number holds exactly. Among a hundred million tokens two
 * differing ones share theirs by one chance in a million, and then one product too many is found.
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

/** What a reader looks for. */
export type Wanted = {
  /** The whole of it, for comparing with names. */
  readonly key: string
  readonly terms: readonly string[]
}

export function parseQuery(query: string): Wanted {
  const terms = [...new Set(splitIntoTerms(query))].slice(0, mostTerms)
  return { key: toNameKey(query), terms }
}

/** A name as it is compared with a query: its runs, one space between them. */
export const toNameKey = (name: string): string =>
  splitIntoTerms(name).join(' ').slice(0, most.nameKey).toWellFormed()

/** The tokens that a product must have for all terms to stand in this field or a better one. */
export const listFieldTokens = (terms: readonly string[], field: Field): string[] => [
  ...new Set(terms.flatMap(looksFor).map((token) => `${mark[field]}${token}`)),
]
