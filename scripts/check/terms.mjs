// The words that must not be used for a term, from the table in docs/development/writing.md.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const place = ['docs', 'development', 'writing.md']
const cellsOf = (line) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

/** `词（例外）、词` or `word (exception), word`: each word, with the phrases in which it is allowed. */
export function readWords(cell) {
  const parts = cell.match(/[^、,（(]+(?:[（(][^）)]*[）)])?/g) ?? []
  return parts
    .map((part) => {
      const [, word = '', allowed = ''] = /^([^（(]*)(?:[（(]([^）)]*)[）)])?$/.exec(part.trim()) ?? []
      return {
        word: word.trim(),
        allowed: allowed
          .split(/[、,]/)
          .map((one) => one.trim())
          .filter(Boolean),
      }
    })
    .filter(({ word }) => word !== '')
}

/** `{ language, word, allowed, term }` for every word of the last two columns. */
export function readTerms(page) {
  return page
    .split('\n')
    .filter((line) => line.startsWith('| ') && cellsOf(line).length === 4 && !/^\| (中文|---)/.test(line))
    .flatMap((line) => {
      const [zh, en, notZh, notEn] = cellsOf(line)
      return [
        ...readWords(notZh).map((one) => ({ ...one, language: 'zh', term: zh || en })),
        ...readWords(notEn).map((one) => ({ ...one, language: 'en', term: en })),
      ]
    })
}

const escape = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
const hasWord = {
  zh: (text, word) => text.includes(word),
  en: (text, word) => new RegExp(String.raw`\b${escape(word)}s?\b`, 'i').test(text),
}

/** The terms whose wrong words are in a text: `the word is 云商店, not 市场`. */
export function listWrongWords(text, language, terms) {
  return terms
    .filter((one) => one.language === language)
    .filter(({ word, allowed }) => {
      const rest = allowed.reduce(
        (left, phrase) => left.replaceAll(new RegExp(escape(phrase), 'gi'), ''),
        text,
      )
      return hasWord[language](rest, word)
    })
    .map(({ word, term }) => `the word is ${term}, not ${word}`)
}

export const loadTerms = (root) => readTerms(readFileSync(join(root, ...place), 'utf8'))
