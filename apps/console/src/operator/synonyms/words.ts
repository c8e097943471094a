import { longestSynonym, mostSynonyms } from '@loggia/protocol/console/search/kinds'

/** One word on each line, or several with commas between them, of either script. */
export const readWords = (typed: string): string[] =>
  typed
    .split(/[\n,，、;；]+/)
    .map((word) => word.trim().replace(/\s+/g, ' '))
    .filter((word) => word !== '')

export type WordsFault = 'few' | 'many' | 'long'
/** What is wrong with the words, before the marketplace is asked. */
export function findWordsFault(words: readonly string[]): WordsFault | undefined {
  if (words.length < 2) return 'few'
  if (words.length > mostSynonyms) return 'many'
  return words.some((word) => word.length > longestSynonym) ? 'long' : undefined
}

/** Whether a group has a word with this text in it. */
export const hasWord = (words: readonly string[], text: string): boolean =>
  words.some((word) => word.toLowerCase().includes(text.toLowerCase()))
