// Limits the length of functions. The linter cannot do this: it would count the functions inside a factory twice, by
// themselves and as lines of the factory.
import ts from 'typescript'

const mostLines = 70
const factory = /^(create|open|start)[A-Z]/

/** Complaints about functions of one parsed file; in a factory, lines of inner functions do not count. */
export function findSizeFaults(path, source) {
  const faults = []
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      const name = nameOf(node)
      const count = linesOf(source, node) - (factory.test(name) ? linesWithin(source, node.body) : 0)
      if (count > mostLines)
        faults.push(`${path}:${lineOf(source, node)}: ${name} has ${count} lines; ${mostLines} is the most`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return faults
}

const nameOf = (node) => (node.name ?? node.parent?.name)?.getText() ?? 'a function'
const lineOf = (source, node) => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
const linesOf = (source, node) =>
  source.getLineAndCharacterOfPosition(node.end).line + 2 - lineOf(source, node)

/** The lines of the functions directly inside. */
function linesWithin(source, body) {
  let count = 0
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) count += linesOf(source, node)
    else ts.forEachChild(node, visit)
  }
  ts.forEachChild(body, visit)
  return count
}
