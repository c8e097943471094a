import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const registry = 'packages/marketplace/src/marketplace.ts'

/** The domains of the marketplace, in order: a domain may import only domains above it in the list. */
export const domains = readNames(join(import.meta.dirname, '../..', registry))

/** The names in the object `domains`. Throws if there is no such object, since nothing would be checked. */
function readNames(path) {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
  const declared = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .find(({ name }) => ts.isIdentifier(name) && name.text === 'domains')?.initializer
  const list = declared && ts.isSatisfiesExpression(declared) ? declared.expression : declared
  const names =
    list && ts.isObjectLiteralExpression(list) ? list.properties.map(({ name }) => name?.text) : []
  if (names.length === 0 || names.includes(undefined))
    throw new Error(`${registry} has no object "domains" with a name for each domain`)
  return names
}
