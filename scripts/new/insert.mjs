// Edits files that list every domain or page, at places found by syntax, never by line number. Each function takes a
// file's text and returns the new one, or throws a sentence on what was not found; nothing is written before all have
// succeeded.
import ts from 'typescript'
import { NewFault } from './fault.mjs'

const parse = ({ path, text }) =>
  ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )

function findNode(node, isIt) {
  if (isIt(node)) return node
  return ts.forEachChild(node, (child) => findNode(child, isIt))
}

function require(found, { path }, what) {
  if (!found) throw new NewFault(`${path} has no ${what}: nothing was written.`)
  return found
}

const splice = ({ path, text }, at, added) => ({ path, text: text.slice(0, at) + added + text.slice(at) })

const specifierOf = (statement) => statement.moduleSpecifier?.text ?? ''

/** Adds an import or export from a relative path, in alphabetical order. */
export function addStatementFrom(file, statement) {
  const from = /from '([^']+)'/.exec(statement)?.[1] ?? ''
  const source = parse(file)
  const all = source.statements.filter(
    (one) => ts.isImportDeclaration(one) && specifierOf(one).startsWith('./'),
  )
  require(all.length > 0, file, 'import of a file beside it')
  const before = all.findLast((one) => specifierOf(one) < from)
  return before
    ? splice(file, before.end, `\n${statement}`)
    : splice(file, all[0].getStart(source), `${statement}\n`)
}

/** Throws if the file already uses one of these names. */
export function requireUndeclared(file, names) {
  const taken = names.find((name) =>
    findNode(parse(file), (node) => ts.isIdentifier(node) && node.text === name),
  )
  if (taken) throw new NewFault(`${file.path} has a "${taken}" already: take another name.`)
}

/** The initializer of a `const` at the top level, without type assertions around it. */
function initializerOf(source, name) {
  const declared = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .find((one) => ts.isIdentifier(one.name) && one.name.text === name)
  let value = declared?.initializer
  while (value && (ts.isAsExpression(value) || ts.isSatisfiesExpression(value))) value = value.expression
  return value
}

/**
 * Adds a member to the object of a `const`: before the member that spreads or names `before`, or, with `after`, at its
 * alphabetical place.
 */
export function addToObject(file, { object, before, after }, member) {
  const source = parse(file)
  const value = initializerOf(source, object)
  require(value && ts.isObjectLiteralExpression(value), file, `object "${object}"`)
  const isNext = (one) =>
    before === undefined ? nameOfProperty(one) > after : nameOfProperty(one) === before
  const next = value.properties.find(isNext)
  if (before !== undefined) require(next, file, `"${before}" in the object "${object}"`)
  if (next) return splice(file, next.getStart(source), `${member},\n  `)
  return splice(file, value.end - 1, `${value.properties.hasTrailingComma ? '' : ','}${member},\n`)
}

/**
 * Adds an element to the list passed to the call that initializes a `const`, `centre.addChildren([…])`: after another,
 * or at its end.
 */
export function addToPages(file, { list, after }, element) {
  const call = initializerOf(parse(file), list)
  const value = call && ts.isCallExpression(call) ? call.arguments[0] : undefined
  require(value && ts.isArrayLiteralExpression(value), file, `list "${list}"`)
  const last = value.elements.find((one) => one.getText() === after) ?? value.elements.at(-1)
  require(last, file, `page in the list "${list}"`)
  return splice(file, last.end, `,\n  ${element}`)
}

function nameOfProperty(property) {
  const name = property.name ?? (ts.isSpreadAssignment(property) ? property.expression : undefined)
  return name && (ts.isStringLiteral(name) ? name.text : name.getText())
}

/** Adds a member to a union type of strings. */
export function addToUnion(file, { type }, value) {
  const declared = parse(file).statements.find(
    (one) => ts.isTypeAliasDeclaration(one) && one.name.text === type,
  )
  const union = require(declared &&
    ts.isUnionTypeNode(declared.type) &&
    declared.type, file, `union "${type}"`)
  return splice(file, union.end, `\n  | '${value}'`)
}

/** The members of a union type of strings. */
export function readUnion(file, { type }) {
  const declared = parse(file).statements.find(
    (one) => ts.isTypeAliasDeclaration(one) && one.name.text === type,
  )
  const union = require(declared &&
    ts.isUnionTypeNode(declared.type) &&
    declared.type, file, `union "${type}"`)
  return new Set(union.types.map((one) => one.literal?.text))
}

/** The names in the object of a `const`. */
export function readObject(file, { object }) {
  const value = initializerOf(parse(file), object)
  require(value && ts.isObjectLiteralExpression(value), file, `object "${object}"`)
  return value.properties.map(nameOfProperty)
}

/**
 * Creates the service of a domain in `createMarketplace` and adds it to the returned object, each before the service of
 * the next domain. That service is found by its import, since its name may differ from its folder's.
 */
export function addService(file, { before }, { variable, statement }) {
  const source = parse(file)
  const creator = source.statements
    .filter((one) => ts.isImportDeclaration(one) && specifierOf(one) === `./${before}/index.ts`)
    .flatMap((one) => one.importClause?.namedBindings?.elements ?? [])
    .map((one) => one.name.text)
    .find((name) => name.startsWith('create'))
  require(creator, file, `service of "${before}"; name another domain with --above`)
  const factory = source.statements.find(
    (one) => ts.isFunctionDeclaration(one) && one.name?.text === 'createMarketplace',
  )
  const makes = require(factory?.body, file, 'function "createMarketplace"').statements.find(
    (one) =>
      ts.isVariableStatement(one) &&
      findNode(one, (node) => ts.isCallExpression(node) && node.expression.getText() === creator),
  )
  require(makes, file, `call of ${creator}`)
  const known = makes.declarationList.declarations[0].name.getText()
  const returned = factory.body.statements.find(ts.isReturnStatement)?.expression
  const named =
    returned &&
    ts.isObjectLiteralExpression(returned) &&
    returned.properties.find((one) => (one.initializer ?? one.name ?? one.expression).getText() === known)
  require(named, file, `"${known}" in what createMarketplace returns`)
  const withName = splice(file, named.getStart(source), `${variable},\n    `)
  return splice(withName, makes.getStart(source), `${statement}\n  `)
}

/** Adds a row to the Markdown table with this head, before the row whose first cell is the given one. */
export function addRow(file, { head, before }, row) {
  const lines = file.text.split('\n')
  const start = lines.indexOf(head)
  require(start >= 0, file, `table "${head}"`)
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'))
  const at = lines.findIndex((line, n) => n > start && n < end && line.startsWith(`| ${before} |`))
  require(at > 0, file, `row "${before}" in its table`)
  return { path: file.path, text: lines.toSpliced(at, 0, row).join('\n') }
}
