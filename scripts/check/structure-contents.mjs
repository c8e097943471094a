// What a file of a given name may contain, where a list of its imports does not tell.
import ts from 'typescript'
import { domains } from './domains.mjs'

const mostNames = 15
const face = new RegExp(`^packages/marketplace/src/(${domains.join('|')})/index\\.ts$`)
const rules = /(^|\/)rules(\.ts$|\/.+\.ts$)/

/** Complaints about one parsed TypeScript file. */
export function findContentFaults(path, source) {
  if (face.test(path)) return faultsOfFace(path, source)
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

function faultsOfRules(path, source) {
  const faults = []
  const visit = (node) => {
    if (node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
      faults.push(`${path}:${line + 1}: rules are synchronous: no async, no await`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return faults
}
