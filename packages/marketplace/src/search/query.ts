import type { Sounds } from './sounds.ts'
import { stopWords } from './plain-words.ts'
import { isCjk, listParts, splitIntoTerms, takeAmounts, toNameKey } from './tokens.ts'
import { listDeletions, shortestCorrected } from './typing-errors.ts'
import { formatKey, listKeysOfStem } from './words.ts'

const limits = { terms: 40, run: 40, keys: 1000, joined: 4, part: 8, sounding: 4, letters: 24 } as const

/** A parsed query: its terms in their order. */
export type Query = {
  /** The whole query, to compare with names. */
  readonly key: string
  readonly terms: readonly string[]
}

export function parseQuery(query: string): Query {
  const { amounts, rest } = takeAmounts(query)
  const terms = [...new Set([...splitIntoTerms(rest), ...amounts])].slice(0, limits.terms)
  return {
    key: toNameKey(query),
    terms: terms.map((term) => [...term].slice(0, limits.run).join('')),
  }
}

export const isLetters = (term: string): boolean => /^[a-z]+$/.test(term)

/** Neighbours in a list, from two to `most` of them. */
export const listNeighbours = <T>(list: readonly T[], most: number, least = 2): T[][] =>
  list.flatMap((_, from) =>
    Array.from({ length: Math.max(0, Math.min(most, list.length - from) - least + 1) }, (__, more) =>
      list.slice(from, from + least + more),
    ),
  )

const join = (characters: readonly string[]): string => characters.join('')
export const listSubstrings = (run: string, least: number, most: number): string[] =>
  listNeighbours([...run], most, least).map(join)

/** How words that mean the same are compared: by the stems of their terms. */
export const toSynonymKey = (terms: readonly string[]): string =>
  terms.map((term) => (isCjk(term) ? term : (listParts(term)[0] ?? ''))).join(' ')

/** What of a query may have synonyms. */
export const listSynonymKeys = ({ terms }: Query): string[] => [
  ...new Set([
    ...listNeighbours(terms, limits.joined, 1).map(toSynonymKey),
    ...terms.filter(isCjk).flatMap((run) => listSubstrings(run, 2, limits.part)),
  ]),
]

/** Parts of a Chinese text with the sound that they have in it. */
export function listSounding(
  run: string,
  sounds: Sounds,
): { readonly part: string; readonly sound: string }[] {
  const characters = [...run]
  const syllables = sounds(run)
  if (syllables.length !== characters.length) return []
  const places = characters.map((_, at) => at)
  return listNeighbours(places, limits.sounding).map((at) => ({
    part: join(at.map((place) => characters[place] ?? '')),
    sound: join(at.map((place) => syllables[place] ?? '')),
  }))
}

const keysOfRun = (run: string, sounds: Sounds): string[] => [
  ...listSubstrings(run, 2, limits.part).map((part) => formatKey('itself', part)),
  ...listSounding(run, sounds).map(({ sound }) => formatKey('sound', sound)),
]

const keysOfLetters = (term: string): string[] => [
  formatKey('initials', term),
  ...listSubstrings(term.slice(0, limits.letters), 3, limits.letters).map((part) => formatKey('sound', part)),
  ...(term.length < shortestCorrected
    ? []
    : listDeletions(term).flatMap((rest) => [formatKey('nearly', rest), formatKey('nearlySound', rest)])),
]

/** One word typed with spaces: `ke fu`, `back up`. */
export const listJoined = (terms: readonly string[], from: number): { text: string; length: number }[] => {
  const rest = terms.slice(from, from + limits.joined)
  const end = rest.findIndex((term) => !isLetters(term))
  const letters = end === -1 ? rest : rest.slice(0, end)
  return letters
    .slice(1)
    .map((_, at) => ({ text: join(letters.slice(0, at + 2)), length: at + 2 }))
    .toReversed()
}

/** What the words of a query are looked up by. */
export function listQueryKeys({ terms }: Query, sounds: Sounds): string[] {
  const keys = terms.flatMap((term, at) => {
    if (isCjk(term)) return keysOfRun(term, sounds)
    if (stopWords.has(term)) return []
    return [
      ...listKeysOfStem(term),
      ...(isLetters(term) ? keysOfLetters(term) : []),
      ...listJoined(terms, at).flatMap(({ text }) => [
        formatKey('sound', text),
        ...listParts(text).map((stem) => formatKey('itself', stem)),
      ]),
    ]
  })
  return [...new Set(keys)].slice(0, limits.keys)
}
