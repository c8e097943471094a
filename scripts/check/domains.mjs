import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const registry = 'packages/marketplace/src/marketplace.ts'

/** The domains of the marketplace, in order: a domain may import only domains above it in the list. */
export const domains = readNames(join(import.meta.dirname, '../..', registry))

/** The `name` of each entry of the list `domains`. Throws if there is no such list, since nothing would be checked. */
function readNames(path) {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
  const list = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .find(({ name }) => ts.isIdentifier(name) && name.text === 'domains')?.initializer
  const names = list && ts.isArrayLiteralExpression(list) ? list.elements.map(nameOf) : []
  if (names.length === 0 || names.includes(undefined))
    throw new Error(`${registry} has no list "domains" whose members all begin with a name`)
  return names
}

function nameOf(member) {
  if (!ts.isObjectLiteralExpression(member)) return undefined
  const property = member.properties.find(({ name }) => name && ts.isIdentifier(name) && name.text === 'name')
  const value = property && ts.isPropertyAssignment(property) ? property.initializer : undefined
  return value && ts.isStringLiteral(value) ? value.text : undefined
}
