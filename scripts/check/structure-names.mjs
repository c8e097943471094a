// An exported function is named by what it does: a verb first, then the terms of the field
// (docs/development/arrangement.md, “Names”). A noun (`orderLines`) or a bare participle (`told`) is a fault.
import ts from 'typescript'

/** Other beginnings, for functions that decide yes or no, convert or leave out. */
const prefixes = ['are', 'can', 'from', 'has', 'is', 'may', 'must', 'to', 'whyNot', 'with', 'without']

/** Add a missing verb here, but no word that our code uses for a thing (`quote`, `step`, `attempt`). */
const verbs = `
  accept activate add admit advance allocate announce answer append apply approve arm arrange ask assemble assert
  become begin bind build buy call cancel carry catch change check choose claim clamp classify clean climb close
  collect combine compare compute confirm connect convert copy count create decide decode decrypt define delete
  delist derive describe detect diagnose disable disarm discard divide draw drop dump edit emit enable encode encrypt
  end enqueue ensure escape estimate exit expect expire explain export extend fail fetch fill filter find flatten
  focus fold follow force forget forgive format free freeze get give go grant group guard handle hash hide hold
  identify import inform initialise insert invoke iterate join judge keep launch leap leave let lift limit list listen load
  lock log look lower make mark match measure mend merge migrate move multiply negate normalise note notify obtain
  omit open overlook pack pad parse pass pause pay photograph pick ping poll postpone prepare present press preview
  price print propose publish push put quit raise reach read rearm rebuild receive record refuse register reject
  release reload remember remove rename render renew repeat reply report reprice require reset resolve respond
  restart restore resume retry return revoke rotate round run save say schedule seal search see seed seek select send
  serve set settle share shift show shrink shuffle sign skip solve sort spawn split spread start stop submit
  subscribe subtract sum supersede suspend swap sweep switch sync tabulate take tell thin throttle throw touch
  transfer transform translate trim trust try turn unblock unescape unlock unregister update upgrade validate verify
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
    .map((name) => {
      const { line } = source.getLineAndCharacterOfPosition(name.getStart(source))
      return `${path}:${line + 1}: ${name.text} says no verb: an exported function is named by what it does`
    })
}

function findValueFaults(path, source) {
  return source.statements
    .filter((one) => ts.isVariableStatement(one) && isExported(one))
    .flatMap(({ declarationList }) => declarationList.declarations)
    .filter(
      ({ name, initializer }) =>
        ts.isIdentifier(name) && !isFunction(initializer) && saysNothing.has(name.text),
    )
    .map(({ name }) => {
      const { line } = source.getLineAndCharacterOfPosition(name.getStart(source))
      return `${path}:${line + 1}: ${name.text} is no term: an exported value is named by what it is`
    })
}

function isFit(name, path) {
  if (path.endsWith('.tsx') && component.test(name)) return true
  return hook.test(name) || (verbFirst.test(name) && !nounOf.test(name))
}

/** The names of functions that a file declares at its top level and exports, directly or in an export list. */
function exportedFunctions(source) {
  const listed = new Set(source.statements.flatMap(namesInList))
  return source.statements.flatMap((statement) => {
    return functionsIn(statement).filter((name) => isExported(statement) || listed.has(name.text))
  })
}

const isExported = (statement) =>
  statement.modifiers?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword) ?? false

function namesInList(statement) {
  if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier) return []
  const { exportClause } = statement
  return exportClause && ts.isNamedExports(exportClause)
    ? exportClause.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
    : []
}

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
