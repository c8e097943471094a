import { remember } from './remember.ts'
import type { Sounds } from './sounds.ts'
import { fields, isCjk, listParts, readText } from './tokens.ts'
import type { Texts } from './tokens.ts'
import { listDeletions, shortestCorrected } from './typing-errors.ts'

/**
 * A word that products have. A *phrase* is made of neighbouring words: dictionaries lack the words of trades, and so
 * have parts of them.
 */
export type Word = { readonly word: string; readonly isPhrase: boolean }

const limits = {
  words: 400,
  phrase: 4,
  part: 8,
  letters: 20,
  initials: 6,
  texts: 1000,
  runs: 10_000,
} as const

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
export const splitIntoWords = remember(limits.runs, (run): readonly string[] =>
  [...segmenter.segment(run)].map(({ segment }) => segment),
)

/** `实|名|制` → 实名, 实名制, 名制: neighbours of at most four characters together. */
function listPhrases(words: readonly string[]): string[] {
  return words.flatMap((_, from) => {
    const phrases: string[] = []
    for (let to = from + 2; to <= words.length; to += 1) {
      const phrase = words.slice(from, to).join('')
      if ([...phrase].length > limits.phrase) break
      phrases.push(phrase)
    }
    return phrases
  })
}

const isWord = (word: string): boolean => {
  const { length } = [...word]
  return length > 1 && length <= (isCjk(word) ? limits.part : limits.letters)
}

/** The words of a text in their order. */
const readWords = remember(limits.texts, (text): readonly Word[] => {
  const { terms, amounts } = readText(text)
  return [...terms, ...amounts].flatMap((term) => {
    if (!isCjk(term)) return isWord(term) ? [{ word: term, isPhrase: false }] : []
    const parts = splitIntoWords(term)
    return [
      ...parts.filter(isWord).map((word) => ({ word, isPhrase: false })),
      ...listPhrases(parts).map((word) => ({ word, isPhrase: true })),
    ]
  })
})

/** The words of a product, those of the better fields first; bounded. A description's phrases are too many. */
export function listWords(texts: Texts): Word[] {
  const words = new Map<string, Word>()
  for (const field of fields)
    for (const found of texts[field].flatMap(readWords)) {
      if (found.isPhrase && field === 'description') continue
      const known = words.get(found.word)
      if (known ? known.isPhrase && !found.isPhrase : words.size < limits.words) words.set(found.word, found)
    }
  return [...words.values()]
}

/** How a Chinese word is typed in Latin letters. */
export type Reading = { readonly sound: string; readonly initials: string }
export const readWord = (word: string, sounds: Sounds): Reading => {
  const syllables = sounds(word)
  return { sound: syllables.join(''), initials: syllables.map((syllable) => syllable[0] ?? '').join('') }
}

/** Marks of the keys by which a word is looked up. */
const keyMarks = {
  itself: 'w',
  sound: 's',
  initials: 'i',
  nearly: 'e',
  nearlySound: 'p',
} as const
export const formatKey = (by: keyof typeof keyMarks, text: string): string => `${keyMarks[by]}${text}`

/**
 * The keys of a word of letters: its stem, and what is left of both by typing errors. One in the ending gives another
 * stem: `learnig`, `managment`.
 */
export const listKeysOfStem = (word: string): string[] =>
  listParts(word).flatMap((stem) => [
    formatKey('itself', stem),
    ...[...new Set([stem, word])]
      .filter((text) => text.length >= shortestCorrected)
      .flatMap(listDeletions)
      .map((rest) => formatKey('nearly', rest)),
  ])

/** What a word is looked up by. */
export function listKeys(word: string, reading: Reading | undefined): string[] {
  if (!reading) return isCjk(word) ? [formatKey('itself', word)] : listKeysOfStem(word)
  const { sound, initials } = reading
  return [
    formatKey('itself', word),
    formatKey('sound', sound),
    ...(initials.length <= limits.initials ? [formatKey('initials', initials)] : []),
    ...(sound.length <= shortestCorrected
      ? []
      : listDeletions(sound).map((rest) => formatKey('nearlySound', rest))),
  ]
}
