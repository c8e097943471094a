// Checks that every text of the pages exists in both languages, is in the right one, and is used. Types ensure that
// both sides of `defineTexts` have the same names; this check finds the rest.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { listFiles } from './files.mjs'
import { listWrongWords, loadTerms } from './terms.mjs'
import { commands, lookedUp, sameInBoth } from './texts-exceptions.mjs'

const han = /\p{Script=Han}/u
const fullWidth = /[，。：；！？（）“”、]/u
/** Two adjacent Latin words of at least two letters: a sentence, not a unit, name or code. */
const sentence = /[A-Za-z]{2,},? [A-Za-z]{2,}/

/** The number of a rule means nothing to readers. */
const rule = /[(（]R\d/u

const isPage = (path) => /^(apps\/console|packages\/ui)\/src\/.*\.tsx?$/.test(path) && !isTest(path)
const isTest = (path) => /\.test\.tsx?$|example-product/.test(path)
/** Files with names of states, codes and the like, by which pages look texts up. */
const isContract = (path) => /^packages\/(protocol|kernel)\/src\/.*\.ts$/.test(path) && !isTest(path)

/** Refusals, which have their sentences in both languages beside each other. */
const isRefusals = (path) => /^packages\/[^/]+\/src\/.*problems\.ts$/.test(path) && !isTest(path)

/** What the command line says; its texts are English. */
const isCommandLine = (path) => /^apps\/cli\/src\/.*\.ts$/.test(path) && !isTest(path)
const isGuide = (path) => /^docs\/guides\/.*\.md$/.test(path)

/** Complaints as `file:line: what`. */
export async function findTextFaults(root) {
  const read = (path) => ({ path, text: readFileSync(join(root, path), 'utf8') })
  const files = listFiles(root)
  const terms = loadTerms(root)
  const pages = files.filter(isPage).map(read)
  const refusals = files.filter(isRefusals).map(read)
  return [
    ...textFaultsOf(pages, files.filter(isContract).map(read), terms),
    ...refusals.flatMap((file) => faultsOfRefusals(parse(file), terms)),
    ...files
      .filter(isCommandLine)
      .map(read)
      .flatMap((file) => faultsOfCommandLine(parse(file), terms)),
    ...files
      .filter(isGuide)
      .map(read)
      .flatMap((file) => faultsOfGuide(file, terms)),
  ]
}

/** The same for given files. */
export function textFaultsOf(pages, contract, terms = []) {
  const parsed = pages.map(parse)
  const definitions = parsed.flatMap(definitionsIn)
  if (definitions.length === 0) return ['no file defines texts: the check saw nothing']
  const uses = usesIn(parsed, contract.map(parse))
  return [
    ...definitions.flatMap((one) => [...faultsOfSides(one, terms), ...unusedIn(one, uses)]),
    ...parsed.flatMap(inlineFaults),
  ]
}

function parse({ path, text }) {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  return { path, source: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind) }
}

const lineOf = ({ path, source }, node) =>
  `${path}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`

function walk(node, visit) {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

const definers = new Set(['defineTexts', 'defineTextsInBoth'])

/** `export const xTexts = defineTexts({…}, {…})`, with its file. */
function definitionsIn(file) {
  const found = []
  walk(file.source, (node) => {
    if (!ts.isCallExpression(node) || !definers.has(node.expression.getText(file.source))) return
    const [zh, en] = node.arguments
    const name = ts.isVariableDeclaration(node.parent) ? node.parent.name.getText(file.source) : 'texts'
    if (zh && en) found.push({ file, name, range: [node.pos, node.end], zh: leavesOf(zh), en: leavesOf(en) })
  })
  return found
}

/** Every text by its path of names; texts that are spread from elsewhere are checked where they are defined. */
function leavesOf(object, at = '', group) {
  if (!ts.isObjectLiteralExpression(object)) return []
  return object.properties.flatMap((property) => {
    const key = property.name && (property.name.text ?? property.name.getText())
    if (!key) return []
    const value = ts.isPropertyAssignment(property) ? property.initializer : property
    if (ts.isObjectLiteralExpression(value)) return leavesOf(value, `${at}${key}.`, key)
    return [{ path: at + key, key, group, node: property, words: wordsOf(value) }]
  })
}

/** All literal text inside, without the names of values. */
function wordsOf(node) {
  const words = []
  walk(node, (one) => {
    if (ts.isStringLiteralLike(one)) words.push(one.text)
    if (ts.isTemplateExpression(one))
      words.push(one.head.text, ...one.templateSpans.map(({ literal }) => literal.text))
  })
  return words
}

function faultsOfSides({ file, name, zh, en }, terms) {
  const has = (side, path) => side.some((one) => one.path === path)
  const at = (leaf) => `${lineOf(file, leaf.node)}: ${name}.${leaf.path}`
  const excepted = (leaf) => sameInBoth.has(`${name}.${leaf.path}`)
  return [
    ...zh.filter(({ path }) => !has(en, path)).map((leaf) => `${at(leaf)} has no English text`),
    ...en.filter(({ path }) => !has(zh, path)).map((leaf) => `${at(leaf)} has no Chinese text`),
    ...en
      .filter((leaf) => !excepted(leaf) && leaf.words.some(isChinese))
      .map((leaf) => `${at(leaf)} has Chinese in its English text`),
    ...zh
      .filter((leaf) => !excepted(leaf) && leaf.words.some(isEnglish))
      .map((leaf) => `${at(leaf)} has an English sentence for its Chinese text`),
    ...zh.flatMap((leaf) => wordFaultsOf(leaf.words, 'zh', terms).map((fault) => `${at(leaf)}: ${fault}`)),
    ...en.flatMap((leaf) => wordFaultsOf(leaf.words, 'en', terms).map((fault) => `${at(leaf)}: ${fault}`)),
  ]
}

const wordFaultsOf = (texts, language, terms) => [
  ...new Set(
    texts.flatMap((text) => [
      ...listWrongWords(text, language, terms),
      ...(rule.test(text) ? ['no number of a rule'] : []),
    ]),
  ),
]

/** Wrong words in the sentences of refusals: `{ kind, zh, en }`. */
export function faultsOfRefusals(file, terms) {
  const faults = []
  walk(file.source, (node) => {
    if (!ts.isPropertyAssignment(node) || !/^(zh|en)$/.test(node.name.getText(file.source))) return
    const language = node.name.getText(file.source)
    for (const fault of wordFaultsOf(wordsOf(node.initializer), language, terms))
      faults.push(`${lineOf(file, node)}: ${fault}`)
  })
  return faults
}

/** Wrong words in the sentences of the command line: in texts of several words. */
export function faultsOfCommandLine(file, terms) {
  const faults = []
  walk(file.source, (node) => {
    if (ts.isImportDeclaration(node.parent ?? node)) return
    const texts = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) ? wordsOf(node) : []
    for (const fault of wordFaultsOf(
      texts.filter((text) => sentence.test(text)),
      'en',
      terms,
    ))
      faults.push(`${lineOf(file, node)}: ${fault}`)
  })
  return [...new Set(faults)]
}

/** Wrong words in the prose of a guide, without its code. */
export function faultsOfGuide({ path, text }, terms) {
  const language = path.includes('zh-CN') ? 'zh' : 'en'
  const prose = text
    .replaceAll(/^( *)```.*?^\1```/gms, (block) => block.replaceAll(/[^\n]/g, ''))
    .replaceAll(/`[^`\n]*`/g, '')
  return prose
    .split('\n')
    .flatMap((line, at) =>
      wordFaultsOf([line], language, terms).map((fault) => `${path}:${at + 1}: ${fault}`),
    )
}

const isChinese = (text) => han.test(text) || fullWidth.test(text.replaceAll(/[“”]/g, ''))
const isEnglish = (text) => !han.test(text) && sentence.test(text)

/** The text names that pages use, the groups that they index by a value, and all such values. */
function usesIn(pages, contract) {
  const names = new Set()
  const indexed = new Set()
  const values = new Set()
  for (const file of [...pages, ...contract]) {
    const locals = localsOf(file)
    walk(file.source, (node) => {
      if (ts.isPropertyAccessExpression(node)) names.add(node.name.text)
      if (ts.isBindingElement(node)) names.add((node.propertyName ?? node.name).getText(file.source))
      for (const group of groupsOf(indexedBy(node) ?? node.getSourceFile(), locals)) indexed.add(group)
      if (ts.isStringLiteralLike(node) && !isTextOfDefinition(node)) values.add(node.text)
    })
  }
  return { names, indexed, values }
}

/** `means` for `texts.means[kind]` and for a local `means`; `xTexts` for `xTexts.use()` and variables made from it. */
function groupsOf(node, locals) {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return groupsOf(node.expression, locals)
  if (ts.isCallExpression(node)) {
    const { expression } = node
    return ts.isPropertyAccessExpression(expression) ? [expression.expression.getText()] : []
  }
  if (ts.isPropertyAccessExpression(node)) return [node.name.text]
  return ts.isIdentifier(node) ? [node.text, ...(locals.get(node.text) ?? [])] : []
}

/** The expressions from which each local name of a file was made, as {@link groupsOf} returns them. */
function localsOf({ source }) {
  const locals = new Map()
  walk(source, (node) => {
    if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || !node.initializer) return
    locals.set(node.name.text, [
      ...(locals.get(node.name.text) ?? []),
      ...groupsOf(node.initializer, new Map()),
    ])
  })
  return locals
}

/** `group[name]`, or `Object.values(group)`. */
function indexedBy(node) {
  if (ts.isElementAccessExpression(node)) return node.expression
  const isList =
    ts.isCallExpression(node) && /^Object\.(entries|hasOwn|keys|values)$/.test(node.expression.getText())
  return isList ? node.arguments[0] : undefined
}

function isTextOfDefinition(node) {
  for (let one = node.parent; one; one = one.parent)
    if (ts.isCallExpression(one) && definers.has(one.expression.getText())) return true
  return false
}

/** A text is used if a page names it, or names a value that indexes its group. */
function unusedIn({ file, name, zh }, { names, indexed, values }) {
  const isUsed = ({ path, key, group }) =>
    names.has(key) ||
    values.has(key) ||
    indexed.has(group ?? name) ||
    [...lookedUp].some((one) => `${name}.${path}`.startsWith(`${one}.`))
  return zh
    .filter((leaf) => !isUsed(leaf))
    .map((leaf) => `${lineOf(file, leaf.node)}: ${name}.${leaf.path} is used nowhere`)
}

const spoken = new Set(['alt', 'aria-label', 'placeholder', 'title'])

/** Words written directly in a component, and inline texts in both languages. */
function inlineFaults(file) {
  const faults = []
  walk(file.source, (node) => {
    const said = ts.isJsxText(node)
      ? node.text
      : ts.isJsxAttribute(node) && spoken.has(node.name.getText(file.source)) && node.initializer?.text
    if (typeof said === 'string' && !commands.test(said) && (han.test(said) || sentence.test(said)))
      faults.push(`${lineOf(file, node)}: "${said.trim()}" is said in one language only`)
    // Within a definition `zh` and `en` are names of texts, such as the labels of two fields.
    if (ts.isObjectLiteralExpression(node) && !isTextOfDefinition(node))
      faults.push(...faultsOfPair(file, node))
  })
  return faults
}

function faultsOfPair(file, object) {
  const side = (name) => object.properties.find((one) => one.name?.text === name)?.initializer
  const [zh, en] = [side('zh'), side('en')]
  if (!zh || !en || !ts.isStringLiteralLike(zh) || !ts.isStringLiteralLike(en)) return []
  const faults = []
  if (isChinese(en.text)) faults.push(`${lineOf(file, en)}: "${en.text}" is Chinese in an English text`)
  if (isEnglish(zh.text)) faults.push(`${lineOf(file, zh)}: "${zh.text}" is English in a Chinese text`)
  return faults
}
