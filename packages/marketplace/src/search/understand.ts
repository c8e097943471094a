import { genericWords, stopWords } from './plain-words.ts'
import { isLetters, listJoined, listSounding, toSynonymKey } from './query.ts'
import type { Query } from './query.ts'
import type { Sounds } from './sounds.ts'
import { isCjk, listParts, splitIntoTerms, toNumber } from './tokens.ts'
import { isOneErrorApart, listDeletions, shortestCorrected } from './typing-errors.ts'
import { formatKey, splitIntoWords } from './words.ts'
import type { FoundWord, WordsByKey } from './store/index.ts'

/** A way in which a product can have what was asked for. */
export type Alternative = {
  /** As products have it. */
  readonly word: string
  /** What a product needs to have, all of it. */
  readonly parts: readonly string[]
  /** 1 for what was typed, less for what was probably meant. */
  readonly quality: number
}
/** One thing that was asked for. */
export type Unit = {
  readonly typed: string
  readonly alternatives: readonly Alternative[]
  /** How much it tells: what few products have tells the most. */
  readonly weight: number
  /** An optional one only decides between products that have the others. */
  readonly isOptional: boolean
  /** What it was taken for, if that is not what was typed. */
  readonly corrected?: string
}

/** What the index knows about a query. */
export type Known = {
  readonly words: WordsByKey
  /** Words that begin with a term, for terms that are no words. */
  readonly beginnings: ReadonlyMap<string, readonly FoundWord[]>
  /** Words that mean the same, by their key. */
  readonly synonyms: ReadonlyMap<string, readonly string[]>
  readonly documents: number
  readonly sounds: Sounds
}

const qualities = {
  typed: 1,
  synonym: 0.85,
  sound: 0.95,
  initials: 0.9,
  beginning: 0.9,
  error: 0.85,
} as const
/** So many words that sound or begin alike are tried. */
const mostAlike = 5
const generic = 0.25
const single = 0.15
const mostPhrase = 4

type Piece = Omit<Unit, 'weight' | 'isOptional'> & { readonly documents: number }

const partsOf = (word: string): string[] => splitIntoTerms(word).flatMap(listParts)
const toAlternative = (word: string, quality: number): Alternative => ({
  word,
  parts: partsOf(word),
  quality,
})

export type Understood = {
  readonly units: readonly Unit[]
  /** With words of a sentence or question around what is asked for. */
  readonly isSentence: boolean
}

/** Divides a query into what it asks for, by the words that products have. */
export function understand({ terms }: Query, known: Known): Understood {
  const pieces: Piece[] = []
  for (let at = 0; at < terms.length;) {
    const { found, length } = readAt(terms, at, known)
    pieces.push(...found)
    at += length
  }
  const telling = pieces.filter(({ typed }) => !stopWords.has(typed))
  const isSentence = telling.length > 0 && telling.length < pieces.length
  return { units: weigh(telling.length > 0 ? telling : pieces, known, isSentence), isSentence }
}

/** The query as it was taken; undefined if that is what was typed. */
export function formatMeant(units: readonly Unit[]): string | undefined {
  if (units.every(({ corrected }) => corrected === undefined)) return undefined
  return units.reduce((text, { corrected, typed }) => {
    const next = corrected ?? typed
    return text === '' || (isCjk(next) && isCjk(text.at(-1) ?? '')) ? `${text}${next}` : `${text} ${next}`
  }, '')
}

/** The words that are sought besides what was typed. */
export const listOtherWords = (units: readonly Unit[]): string[] => [
  ...new Set(
    units.flatMap(({ typed, alternatives }) =>
      alternatives.map(({ word }) => word).filter((word) => word !== typed),
    ),
  ),
]

type Reading = { readonly found: readonly Piece[]; readonly length: number }

function readAt(terms: readonly string[], at: number, known: Known): Reading {
  for (let length = Math.min(mostPhrase, terms.length - at); length > 0; length -= 1) {
    const phrase = terms.slice(at, at + length)
    const group = known.synonyms.get(toSynonymKey(phrase))
    if (group) return { found: [readSynonym(phrase.join(' '), group, known)], length }
  }
  const term = terms[at] ?? ''
  if (isCjk(term)) return { found: readRun(term, known), length: 1 }
  if (stopWords.has(term)) return { found: [readLiteral(term)], length: 1 }
  for (const { text, length } of listJoined(terms, at)) {
    const joined = readExact(text, known)
    if (joined) return { found: [joined], length }
  }
  const exact = readExact(term, known)
  if (exact) return { found: [exact], length: 1 }
  for (const { text, length } of listJoined(terms, at)) {
    const sounding = find(known, 'sound', text)
    if (sounding.length > 0) return { found: [readAlike(text, sounding, qualities.sound)], length }
  }
  return { found: isLetters(term) ? readLetters(term, known) : [readLiteral(term)], length: 1 }
}

const find = (known: Known, by: Parameters<typeof formatKey>[0], text: string): readonly FoundWord[] =>
  known.words.get(toNumber(formatKey(by, text))) ?? []

const readLiteral = (typed: string): Piece => ({
  typed,
  alternatives: [toAlternative(typed, qualities.typed)],
  documents: 0,
})

function readExact(term: string, known: Known): Piece | undefined {
  const found = listParts(term).flatMap((part) => find(known, 'itself', part))
  if (found.length === 0) return undefined
  return { ...readLiteral(term), documents: Math.max(...found.map(({ documents }) => documents)) }
}

function readSynonym(typed: string, group: readonly string[], known: Known): Piece {
  const own = toSynonymKey(splitIntoTerms(typed))
  const others = group.filter((word) => toSynonymKey(splitIntoTerms(word)) !== own)
  const documents = [typed, ...others].flatMap((word) => {
    const terms = splitIntoTerms(word)
    const [first = ''] = terms
    return terms.length === 1 ? [readExact(first, known)?.documents ?? 0] : []
  })
  return {
    typed,
    alternatives: [
      toAlternative(typed, qualities.typed),
      ...others.map((word) => toAlternative(word, qualities.synonym)),
    ],
    documents: Math.max(0, ...documents),
  }
}

/** Words that are meant by one typed text, the most frequent first. */
function readAlike(typed: string, words: readonly FoundWord[], quality: number): Piece {
  const tried = words.slice(0, mostAlike)
  const [first] = tried
  return {
    typed,
    alternatives: tried.map(({ word }, nth) => toAlternative(word, nth === 0 ? quality : quality * 0.95)),
    documents: first?.documents ?? 0,
    corrected: first?.word ?? typed,
  }
}

/** Letters that are no word: pinyin, a beginning, initials, or a typing error. */
function readLetters(term: string, known: Known): Piece[] {
  const pinyin = readPinyin(term, known)
  if (pinyin) return pinyin
  const ways: readonly [readonly FoundWord[], number][] = [
    [known.beginnings.get(term) ?? [], qualities.beginning],
    [find(known, 'initials', term), qualities.initials],
    [findNearly(term, known), qualities.error],
    [findNearlySounding(term, known), qualities.error],
  ]
  const way = ways.find(([words]) => words.length > 0)
  if (!way) return [readLiteral(term)]
  const [words, quality] = way
  const piece = readAlike(term, words, quality)
  return [words === ways[0]?.[0] ? { ...piece, corrected: undefined } : piece].map(withoutNothing)
}

const withoutNothing = ({
  corrected,
  ...piece
}: Omit<Piece, 'corrected'> & { corrected?: string | undefined }): Piece =>
  corrected === undefined ? piece : { ...piece, corrected }

const findByDeletions = (by: 'nearly' | 'nearlySound', text: string, known: Known): FoundWord[] => [
  ...new Set(listDeletions(text).flatMap((rest) => find(known, by, rest))),
]

/** Hardly anybody errs in the first letter; so many other words are not tried. */
const isNearly = (text: string, term: string): boolean =>
  text.length >= shortestCorrected && text[0] === term[0] && isOneErrorApart(text, term)

/** One error from a word as it is written, or from its stem. */
const findNearly = (term: string, known: Known): FoundWord[] => {
  const [stem = term] = listParts(term)
  const typed = [...new Set([stem, term])]
  const found = new Set(typed.flatMap((text) => findByDeletions('nearly', text, known)))
  return [...found].filter(({ word }) =>
    [word, ...listParts(word)].some((text) => typed.some((own) => isNearly(text, own))),
  )
}

const findNearlySounding = (term: string, known: Known): FoundWord[] =>
  findByDeletions('nearlySound', term, known).filter(({ word }) =>
    isNearly(known.sounds(word).join(''), term),
  )

/** Divides letters into the sounds of the fewest words. */
function readPinyin(term: string, known: Known): Piece[] | undefined {
  const best: (Piece[] | undefined)[] = [[]]
  for (let to = 1; to <= term.length; to += 1)
    for (let from = 0; from < to; from += 1) {
      const before = best[from]
      const text = term.slice(from, to)
      const words = before ? find(known, 'sound', text) : []
      if (!before || words.length === 0 || (best[to]?.length ?? Infinity) <= before.length + 1) continue
      best[to] = [...before, readAlike(text, words, qualities.sound)]
    }
  return best[term.length]
}

type Way = { readonly cost: number; readonly pieces: readonly Piece[] }

/** Costs of reading a part of a Chinese text as something; the cheapest reading of the whole is taken. */
const costs = {
  word: (length: number) => 0.8 + length * 0.1,
  phrase: (length: number) => length * 0.7,
  sound: (length: number) => 1.4 + length * 0.4,
  stop: 0.6,
  dictionary: (length: number) => 1.4 + length * 0.5,
  unknown: 2,
} as const

function readRun(run: string, known: Known): Piece[] {
  const characters = [...run]
  const soundOf = new Map(listSounding(run, known.sounds).map(({ part, sound }) => [part, sound]))
  const of = { known, soundOf, dictionary: new Set(splitIntoWords(run)) }
  const ways: Way[] = [{ cost: 0, pieces: [] }]
  for (let to = 1; to <= characters.length; to += 1) {
    let best: Way | undefined
    for (let from = Math.max(0, to - 8); from < to; from += 1) {
      const before = ways[from]
      const read = readPart(characters.slice(from, to).join(''), to - from, of)
      if (!before || !read || (best && best.cost <= before.cost + read.cost)) continue
      best = { cost: before.cost + read.cost, pieces: [...before.pieces, read.piece] }
    }
    ways.push(best ?? { cost: Infinity, pieces: [] })
  }
  return joinUnknown(ways.at(-1)?.pieces ?? [], known)
}

type RunReading = {
  readonly known: Known
  /** The sounds of its parts. */
  readonly soundOf: ReadonlyMap<string, string>
  /** Those of its parts that are words of the language. */
  readonly dictionary: ReadonlySet<string>
}

function readPart(
  part: string,
  length: number,
  { known, soundOf, dictionary }: RunReading,
): { readonly cost: number; readonly piece: Piece } | undefined {
  const group = known.synonyms.get(part)
  if (group) return { cost: costs.word(length), piece: readSynonym(part, group, known) }
  if (stopWords.has(part)) return { cost: costs.stop, piece: readLiteral(part) }
  const [exact] = length > 1 ? find(known, 'itself', part) : []
  if (exact) {
    const cost = (exact.isPhrase ? costs.phrase : costs.word)(length)
    return { cost, piece: { ...readLiteral(part), documents: exact.documents } }
  }
  // What only sounds like a word is not sought across the words of a sentence: 是真 is no mistake.
  const sound = [...part].some((character) => stopWords.has(character)) ? undefined : soundOf.get(part)
  const alike = (sound === undefined ? [] : find(known, 'sound', sound)).filter(
    ({ word }) => [...word].length === length,
  )
  if (alike.length > 0) return { cost: costs.sound(length), piece: readAlike(part, alike, qualities.sound) }
  if (length === 1) return { cost: costs.unknown, piece: readLiteral(part) }
  return dictionary.has(part) ? { cost: costs.dictionary(length), piece: readLiteral(part) } : undefined
}

/** Neighbouring characters that are no words, alone or together, are taken for one. */
function joinUnknown(pieces: readonly Piece[], known: Known): Piece[] {
  const isUnknown = ({ typed }: Piece): boolean =>
    [...typed].length === 1 && !stopWords.has(typed) && !known.synonyms.has(typed)
  return pieces.reduce<Piece[]>((joined, piece, at) => {
    const before = pieces[at - 1]
    if (!before || !isUnknown(before) || !isUnknown(piece)) return [...joined, piece]
    return [...joined.slice(0, -1), readLiteral(`${joined.at(-1)?.typed}${piece.typed}`)]
  }, [])
}

/** A sentence tells a story: what of it no product has may be missing. */
function weigh(pieces: readonly Piece[], { documents: all }: Known, isSentence: boolean): Unit[] {
  const units = pieces.map(({ documents, ...piece }) => {
    const rarity = Math.log(1 + Math.max(all, 1) / Math.max(documents, 1))
    const isSingle = isCjk(piece.typed) && [...piece.typed].length === 1
    const isGeneric = genericWords.has(piece.typed)
    return {
      ...piece,
      weight: rarity * (isSingle ? single : isGeneric ? generic : 1),
      isOptional: isSingle || isGeneric || (isSentence && documents === 0),
    }
  })
  return units.some(({ isOptional }) => !isOptional)
    ? units
    : units.map((unit) => ({ ...unit, isOptional: false }))
}
