import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Visitor, parseSync } from 'vite'
import type { Plugin } from 'vite'
import { toLanguageFile } from './src/language-file.ts'

// Nothing defines these names, so they stay in the output until its files are divided.
const marks = { 'zh-CN': '__LOGGIA_ZH__', 'en-US': '__LOGGIA_EN__' } as const
const languages = ['zh-CN', 'en-US'] as const
type Language = (typeof languages)[number]

type Change = { readonly start: number; readonly end: number; readonly text: string }

function applyChanges(code: string, changes: readonly Change[]): string {
  let at = 0
  let changed = ''
  for (const { start, end, text } of changes.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < at) throw new Error(`A change begins inside another one: ${code.slice(start, start + 80)}`)
    changed += code.slice(at, start) + text
    at = end
  }
  return changed + code.slice(at)
}

/** Marks both sides of each `defineTexts(zh, en)` in JavaScript: `defineTexts(__LOGGIA_ZH__ && (zh), …)`. */
export function markTexts(code: string): string {
  const changes: Change[] = []
  new Visitor({
    CallExpression({ callee, arguments: sides }) {
      if (callee.type !== 'Identifier' || callee.name !== 'defineTexts') return
      for (const [i, side] of sides.entries()) {
        const language = languages[i]
        if (language === undefined) throw new Error('defineTexts takes two languages')
        changes.push({ start: side.start, end: side.start, text: `${marks[language]} && (` })
        changes.push({ start: side.end, end: side.end, text: ')' })
      }
    },
  }).visit(parseSync('marked.js', code).program)
  return applyChanges(code, changes)
}

/** A file of the build with the texts of one language, which names the other scripts in the folder of that language. */
export function keepLanguage(code: string, language: Language): string {
  const changes: Change[] = []
  new Visitor({
    LogicalExpression({ left, right, start, end }) {
      if (left.type !== 'Identifier') return
      if (left.name === marks[language]) changes.push({ start, end: right.start, text: '' })
      else if (Object.values<string>(marks).includes(left.name)) changes.push({ start, end, text: '0' })
    },
    Literal({ value, start, end }) {
      if (typeof value !== 'string') return
      const file = toLanguageFile(value, language)
      if (file !== value) changes.push({ start, end, text: JSON.stringify(file) })
    },
  }).visit(parseSync('built.js', code).program)
  const kept = applyChanges(code, changes)
  const left = Object.values(marks).find((mark) => kept.includes(mark))
  if (left) throw new Error(`${left} was not removed from a built file`)
  return kept
}

/**
 * Divides the built scripts by language: each is written once for each, into a folder of its name, without the texts
 * of the other one. Files import each other relatively, so that those of a folder load only those.
 */
export const createOneLanguage = (folder: string): Plugin => ({
  name: 'one-language',
  apply: 'build',
  // Built files are kept for a year by the name that has their hash. To be raised with every change of this division.
  augmentChunkHash: () => 'one-language 1',
  transform: (code) => (code.includes('defineTexts(') ? markTexts(code) : undefined),
  writeBundle() {
    for (const file of globSync('assets/*.js', { cwd: folder })) {
      const code = readFileSync(folder + file, 'utf8')
      for (const language of languages) {
        mkdirSync(`${folder}assets/${language}`, { recursive: true })
        writeFileSync(
          folder + toLanguageFile(file.replaceAll('\\', '/'), language),
          keepLanguage(code, language),
        )
      }
      rmSync(folder + file)
    }
  },
})
