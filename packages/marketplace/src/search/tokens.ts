import traditional from 'opencc-js/dict/TSCharacters'
import { remember } from './remember.ts'
import { findStem } from './stems.ts'

/** The fields of a product, best match first: name, near (tags, specifications, category, seller), summary, description. */
export const fields = ['name', 'near', 'summary', 'description'] as const
export type Field = (typeof fields)[number]
export type Texts = Readonly<Record<Field, readonly string[]>>

/** Limits: characters read of a text, length of a word, length of a name key; texts and parts remembered. */
const most = { characters: 4000, word: 40, nameKey: 200, texts: 1000, parts: 20_000 } as const

const cjk = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー々〇'
// A run of Chinese, Japanese or Korean characters, or a word of letters and digits of any other script.
const runs = new RegExp(`[${cjk}]+|(?:(?![${cjk}])[\\p{L}\\p{N}])+`, 'gu')
const startsInCjk = new RegExp(`^[${cjk}]`, 'u')
// 10 TB, 16G, 8 核: a number with the unit that follows it.
const numbersWithUnits = new RegExp(
  `(?<![\\p{L}\\p{N}.])(\\d+(?:\\.\\d+)?) ?([a-z]{1,4}(?![\\p{L}\\p{N}])|[${cjk}])`,
  'gu',
)
const typedAmounts = new RegExp(`\\d+(?:\\.\\d+)?[${cjk}]`, 'gu')

const pairs = new Map(
  traditional.split('|').map((pair) => {
    const [from = '', to = from] = pair.split(' ')
    return [from, to] as const
  }),
)
// 薴 → 苧 → 苎: a simplified character may be the traditional form of another.
const simplify = (character: string): string => {
  const next = pairs.get(character)
  return next === undefined || next === character ? character : simplify(next)
}
const simplified = new Map([...pairs.keys()].map((character) => [character, simplify(character)] as const))
const traditionalCharacters = new RegExp(`[${[...simplified.keys()].join('')}]`, 'gu')

/** Normalises a text: width, case, accents, traditional characters and control characters make no difference. */
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
    .replace(traditionalCharacters, (character) => simplified.get(character) ?? character)
    .replace(/[\p{Cc}\p{Cf}\uFFFD\s]+/gu, ' ')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .trim()

export const isCjk = (term: string): boolean => startsInCjk.test(term)

const listRuns = (normal: string): string[] => normal.match(runs) ?? []
/** The terms of a text: `协同Office 365` → 协同, office, 365. */
export const splitIntoTerms = (text: string): string[] => listRuns(normalise(text))

/** `10tb` and `10t` are the same. */
const writeUnit = (unit: string): string => unit.replace(/^([kmgtp])b$/, '$1')
const writeWord = remember(most.parts, (word): string => {
  const short = [...word].slice(0, most.word).join('')
  const [, number, unit] = /^(\d+)([kmgtp]b)$/.exec(short) ?? []
  return number !== undefined && unit !== undefined ? `${number}${writeUnit(unit)}` : findStem(short)
})

/** `10 TB 空间，8 核` → 10t, 8核. */
const listAmounts = (normal: string): string[] =>
  [...normal.matchAll(numbersWithUnits)].map(([, number = '', unit = '']) => `${number}${writeUnit(unit)}`)

/** A query with its amounts apart: they are terms although no space parts them. */
export function takeAmounts(query: string): { readonly amounts: readonly string[]; readonly rest: string } {
  const text = normalise(query)
  return { amounts: text.match(typedAmounts) ?? [], rest: text.replace(typedAmounts, ' ') }
}

const pairsOf = (characters: readonly string[]): string[] =>
  characters.slice(1).map((character, at) => `${characters[at]}${character}`)

/** What a run is found by: for Chinese every character and every two neighbours, for other words the stem. */
function findableBy(run: string): string[] {
  if (!isCjk(run)) return [writeWord(run)]
  const characters = [...run]
  return [...characters, ...pairsOf(characters)]
}

/** What a text of a product says: its terms, its numbers with their units, and all that it is found by. */
export type Read = Readonly<Record<'terms' | 'amounts' | 'parts', readonly string[]>>
export const readText = remember(most.texts, (text): Read => {
  const normal = normalise(text.slice(0, most.characters))
  const [terms, amounts] = [listRuns(normal), listAmounts(normal)]
  return { terms, amounts, parts: [...new Set([...terms.flatMap(findableBy), ...amounts])] }
})

/** What a product needs to have of a term: its pairs of neighbours, or the stem of a word. */
export function listParts(term: string): string[] {
  const characters = [...term]
  if (isCjk(term) && characters.length > 1) return pairsOf(characters)
  return [isCjk(term) || /^\d+(?:\.\d+)?[^a-z\d]/.test(term) ? term : writeWord(term)]
}

const marks: Readonly<Record<Field, string>> = { name: 'n', near: 't', summary: 's', description: 'd' }
export const markPart = (part: string, field: Field): string => `${marks[field]}${part}`

/**
 * The tokens of a product. Each is marked with its field and with every worse field, so that one look at the index
 * tells whether all terms are in the name, or in the name and what is near it, and so on.
 */
export function listTokens(texts: Texts): number[] {
  const best = new Map<string, number>()
  for (const [at, field] of fields.entries())
    for (const text of texts[field])
      for (const part of readText(text).parts) if (!best.has(part)) best.set(part, at)
  const numbers: number[] = []
  for (const [part, at] of best) for (const start of starts.slice(at)) numbers.push(finishHash(start, part))
  return numbers
}

/** Marks of filter tokens; they differ from the marks of fields. */
const filterMarks = { category: 'c', mode: 'm', type: 'y', price: 'p', trait: 'g', seller: 'x' } as const
export const formatFilterToken = (filter: keyof typeof filterMarks, value: string): string =>
  `${filterMarks[filter]}${value}`

/** The two halves of a hash. */
type Halves = readonly [low: number, high: number]
const factors = [0x9e3779b1, 0x5f356495] as const
const seed: Halves = [0xdeadbeef, 0x41c6ce57]
/** The hashes of the marks, from which those of marked parts go on. */
const starts = fields.map((field): Halves => {
  const unit = marks[field].charCodeAt(0)
  return [Math.imul(seed[0] ^ unit, factors[0]), Math.imul(seed[1] ^ unit, factors[1])]
})

function finishHash(start: Halves, text: string): number {
  let [low, high] = start
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    low = Math.imul(low ^ unit, factors[0])
    high = Math.imul(high ^ unit, factors[1])
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35)
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35)
  return 0x100000000 * (high & 0x1fffff) + (low >>> 0)
}

/**
 * A token as stored in the index: a hash of 53 bits, the most that a number holds exactly. Among a hundred million
 * tokens the chance that two different ones collide is one in a million; then one wrong product is found.
 */
export const toNumber = (token: string): number => finishHash(seed, token)
export const toNumbers = (tokens: readonly string[]): number[] => tokens.map(toNumber)

/** A name for comparison with a query: its terms, separated by one space. */
export const toNameKey = (name: string): string =>
  splitIntoTerms(name).join(' ').slice(0, most.nameKey).toWellFormed()
