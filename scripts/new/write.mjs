// Writes files from templates. A template is an ordinary project file for a domain called "sample items", so it can be
// read and formatted like any other.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { NewFault } from './fault.mjs'

const templates = join(import.meta.dirname, 'templates')
/** Suffix of template files, so that no tool takes them for code of the project. */
const ending = '.template'
/** `{ path, text }` of every template of a kind, by its target path. */
export function readTemplates(kind) {
  const folder = join(templates, kind)
  return globSync(`**/*${ending}`, { cwd: folder })
    .sort()
    .map((path) => ({
      path: path.replaceAll('\\', '/').slice(0, -ending.length),
      text: readFileSync(join(folder, path), 'utf8'),
    }))
}

const han = '\\p{Script=Han}'

/** Replaces placeholders, the longest first; `a` becomes `an` where the word requires it. */
export function createFill(words) {
  const names = [...words.keys()].sort((a, b) => b.length - a.length)
  const any = new RegExp(`\\b([Aa]) (?=(${names.join('|')}))|${names.join('|')}`, 'g')
  const article = (given, next) => `${given}${/^[aeiou]/i.test(words.get(next)) ? 'n' : ''} `
  return (text) =>
    text
      .replaceAll(any, (found, given, next) => (given ? article(given, next) : words.get(found)))
      // Latin letters are separated from Chinese ones.
      .replaceAll(new RegExp(`(${han})([A-Za-z])`, 'gu'), '$1 $2')
      .replaceAll(new RegExp(`([A-Za-z])(${han})`, 'gu'), '$1 $2')
}

/** Throws if a template uses this word itself, since two things would share a name. */
export function requireUnused(kind, words) {
  const used = new Set()
  for (const { path, text } of readTemplates(kind)) {
    if (!/\.tsx?$/.test(path)) continue
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX)
    const visit = (node) => {
      if (ts.isIdentifier(node)) used.add(node.text)
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  const word = words.find((one) => used.has(one))
  if (word) throw new NewFault(`The code of every domain has a "${word}" already: take another name.`)
}

/**
 * Writes new and changed files. Throws before writing anything if a new file exists already, or two have one name; if a
 * write fails, everything is restored. `files` are `{ path, text }`, relative to the root.
 */
export function writeAll(root, { created, changed }) {
  const there = created.find(
    ({ path }, at) => existsSync(join(root, path)) || created.findIndex((one) => one.path === path) < at,
  )
  if (there) throw new NewFault(`${there.path} is there already: nothing was written.`)
  const before = changed.map(({ path }) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  const made = []
  try {
    for (const { path, text } of [...created, ...changed]) {
      const file = join(root, path)
      made.push(mkdirSync(dirname(file), { recursive: true }) ?? file)
      writeFileSync(file, text)
    }
  } catch (error) {
    // Removes the first folder created for a file, or the file alone; changed files get their text back.
    for (const one of made) rmSync(one, { recursive: true, force: true })
    for (const { path, text } of before) writeFileSync(join(root, path), text)
    throw error
  }
}
