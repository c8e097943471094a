// An exported function is named by what it does: a verb first, then the terms of the field
// (docs/development/arrangement.md, “Names”). A noun (`orderLines`) or a bare participle (`told`) is a fault.
import ts from 'typescript'

/** Other beginnings, for functions that decide yes or no, convert or leave out. */
const prefixes = ['are', 'can', 'from', 'has', 'is', 'may', 'must', 'to', 'whyNot', 'with', 'without']

/** Add a missing verb here, but no word that our code uses for a thing (`quote`, `step`, `attempt`). */
const verbs = `
  accept activate add admit advance allocate announce answer append apply approve arm arrange ask assemble assert
  become begin bind build buy call cancel carry catch change check choose claim clamp classify clean climb close
  collect combine compare compose compute confirm connect convert copy count create decide decode decrypt define delete
  delist derive describe detect diagnose disable disarm discard divide draw drop dump edit emit enable encode encrypt
  end enqueue ensure escape estimate exit expect expire explain export extend fail fetch fill filter find flatten
  focus fold follow force forget forgive format free freeze get give go grant group guard handle hash hide hold
  identify import inform initialise insert invoke issue iterate join judge keep launch leap leave let lift limit list listen load
  lock log look lower make mark match measure mend merge migrate move multiply negate normalise note notify obtain
  omit open overlook pack pad parse pass pause pay photograph pick ping poll postpone prepare present press preview
  price print propose publish push put quit raise reach read rearm rebuild receive record recover refuse register reject
  release reload remember remove rename render renew repeat replace reply report reprice require reset resolve respond
  restart restore resume retry return revoke rotate round run save say schedule seal search see seed seek select send
  serve set settle share shift show shrink shuffle sign skip solve sort spawn split spread start stop submit
  subscribe subtract sum supersede suspend swap sweep switch sync tabulate take tell thin throttle throw touch
  transfer transform translate trim trust try turn unblock understand unescape unlock unregister update upgrade validate verify
  visit wait wake walk warn watch weigh withdraw wrap write
`
  .trim()
  .split(/\s+/)

const verbFirst = new RegExp(`^(?:${[...prefixes, ...verbs].join('|')})(?![a-z])`)
/** With `Of` behind it a word is a noun: `keyOf`, `endOf`. */
const nounOf = /^[a-z]+Of$/
const hook = /^use[A-Z]/
const component = /^[A-Z]/

/** Names that say neither what a thing is nor what is done; no exported function or value may have one. */
const saysNothing = new Set([
  'told',
  'said',
  'given',
  'kept',
  'held',
  'opened',
  'repeated',
  'queried',
  'released',
])

/** Complaints about the exports of one parsed file; components and hooks of pages have their own rules. */
export function findNameFaults(path, source) {
  return [...findFunctionFaults(path, source), ...findValueFaults(path, source)]
}

function findFunctionFaults(path, source) {
  return exportedFunctions(source)
    .filter((name) => !isFit(name.text, path))
    .map((name) => complain(path, name, 'says no verb: an exported function is named by what it does'))
}

function findValueFaults(path, source) {
  return [...exportedValues(source), ...listedExports(source)]
    .filter((name) => saysNothing.has(name.text))
    .map((name) => complain(path, name, 'is no term: an exported value is named by what it is'))
}

function complain(path, name, text) {
  const { line } = name.getSourceFile().getLineAndCharacterOfPosition(name.getStart())
  return `${path}:${line + 1}: ${name.text} ${text}`
}

function isFit(name, path) {
  if (path.endsWith('.tsx') && component.test(name)) return true
  return hook.test(name) || (verbFirst.test(name) && !nounOf.test(name))
}

/** The names of functions that a file declares at its top level and exports, and the names that an export list gives them. */
function exportedFunctions(source) {
  const listed = Map.groupBy(exportLists(source).filter(isOwn), ({ own }) => own.text)
  return source.statements.flatMap((statement) =>
    functionsIn(statement).flatMap((name) => {
      const lists = listed.get(name.text) ?? []
      return [
        ...(isExported(statement) || lists.length > 0 ? [name] : []),
        ...lists.filter(isRenamed).map(({ exported }) => exported),
      ]
    }),
  )
}

const exportedValues = (source) =>
  source.statements
    .filter((one) => ts.isVariableStatement(one) && isExported(one))
    .flatMap(({ declarationList }) => declarationList.declarations)
    .filter(({ name, initializer }) => ts.isIdentifier(name) && !isFunction(initializer))
    .map(({ name }) => name)

/**
 * The names of values in export lists, and the new names that lists give to anything of another file: `told` in
 * `export { settle as told } from …` and in `export * as told from …`. Other names of another file are judged there.
 */
function listedExports(source) {
  const functions = new Set(source.statements.flatMap(functionsIn).map(({ text }) => text))
  const listed = exportLists(source)
    .filter((one) => (isOwn(one) ? !functions.has(one.own.text) : isRenamed(one)))
    .map(({ exported }) => exported)
  const namespaces = source.statements
    .filter(
      (one) => ts.isExportDeclaration(one) && one.exportClause && ts.isNamespaceExport(one.exportClause),
    )
    .map(({ exportClause }) => exportClause.name)
  return [...listed, ...namespaces]
}

const isOwn = ({ isFromElsewhere }) => !isFromElsewhere
const isRenamed = ({ own, exported }) => own !== exported && exported.text !== 'default'

const isExported = (statement) =>
  statement.modifiers?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword) ?? false

/** What the export lists of a file name: its name where it is declared, and the name under which it is exported. */
const exportLists = (source) =>
  source.statements
    .filter((one) => ts.isExportDeclaration(one) && one.exportClause && ts.isNamedExports(one.exportClause))
    .flatMap(({ exportClause, moduleSpecifier }) =>
      exportClause.elements.map(({ name, propertyName }) => ({
        own: propertyName ?? name,
        exported: name,
        isFromElsewhere: moduleSpecifier !== undefined,
      })),
    )

function functionsIn(statement) {
  if (ts.isFunctionDeclaration(statement)) return statement.name ? [statement.name] : []
  if (!ts.isVariableStatement(statement)) return []
  return statement.declarationList.declarations
    .filter(({ name, initializer }) => ts.isIdentifier(name) && isFunction(initializer))
    .map(({ name }) => name)
}

function isFunction(node) {
  if (!node) return false
  const isWrapped =
    ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)
  return isWrapped ? isFunction(node.expression) : ts.isArrowFunction(node) || ts.isFunctionExpression(node)
}
