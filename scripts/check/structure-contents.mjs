// Checks what a file of a given name contains, beyond its imports.
import ts from 'typescript'
import { domains } from './domains.mjs'

const mostNames = 15
const face = new RegExp(`^packages/marketplace/src/(${domains.join('|')})/index\\.ts$`)
const rules = /(^|\/)rules(\.ts$|\/.+\.ts$)/
const pages = /^apps\/console\/src\//

/** Complaints about one parsed TypeScript file. */
export function findContentFaults(path, source) {
  if (face.test(path)) return faultsOfFace(path, source)
  if (pages.test(path)) return faultsOfPages(path, source)
  return rules.test(path) ? faultsOfRules(path, source) : []
}

function faultsOfFace(path, source) {
  const faults = []
  let names = 0
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement) && !statement.exportClause)
      faults.push(`${path}: lists its names, no "export *"`)
    names += countExported(statement)
  }
  if (names > mostNames) faults.push(`${path}: exports ${names} names; a face has at most ${mostNames}`)
  return faults
}

function countExported(statement) {
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause
    return clause && ts.isNamedExports(clause) ? clause.elements.length : 1
  }
  const exported = statement.modifiers?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword)
  if (!exported) return 0
  return ts.isVariableStatement(statement) ? statement.declarationList.declarations.length : 1
}

const faultsOfRules = (path, source) =>
  findNodes(source, (node) => node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node)).map(
    (node) => `${path}:${lineOf(source, node)}: rules are synchronous: no async, no await`,
  )

/** `useSearch({ strict: false })` has the parameters of every page as optional members, so its type checks nothing. */
const faultsOfPages = (path, source) =>
  findNodes(
    source,
    (node) =>
      ts.isPropertyAssignment(node) &&
      node.name.text === 'strict' &&
      node.initializer.kind === ts.SyntaxKind.FalseKeyword,
  ).map(
    (node) =>
      `${path}:${lineOf(source, node)}: a page reads the address by its route (getRouteApi, "from"), not by "strict: false"`,
  )

const lineOf = (source, node) => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1

function findNodes(source, isFound) {
  const found = []
  const visit = (node) => {
    if (isFound(node)) found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}
