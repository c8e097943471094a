// Which rules the titles of a test file name: those of `test`, `it` and `describe` in all their forms, and rows of their
// tables that begin with a rule (“R59: a wider range”).
import ts from 'typescript'

const callers = new Set(['test', 'it', 'describe'])
const inTitle = /\bR\d+[a-z]?\b(?:–R\d+[a-z]?\b)?/g
const ofRow = /^(?:R\d+[a-z]?(?:, |–|: ))+/

/** Each rule, or range of rules, that is named: `at` the place, from the one to the other, which may be the same. */
export function namedRules(path, text) {
  // Most files name none, and need not be taken apart.
  if (text.search(inTitle) < 0) return []
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false, kind)
  const found = []
  const note = (node, words) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
    for (const [name] of words.matchAll(inTitle)) {
      const [from, to = from] = name.split('–')
      found.push({ at: `${path}:${line + 1}`, from, to })
    }
  }
  const visit = (node) => {
    const [first] = ts.isCallExpression(node) && callers.has(callerOf(node)) ? node.arguments : []
    if (first) note(node, textOf(first) ?? '')
    if (ts.isArrayLiteralExpression(node))
      for (const cell of node.elements) note(cell, ofRow.exec(textOf(cell) ?? '')?.[0] ?? '')
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Of `test.each([…])('…')` it is `test`. */
function callerOf(node) {
  if (ts.isIdentifier(node)) return node.text
  return ts.isCallExpression(node) || ts.isPropertyAccessExpression(node) ? callerOf(node.expression) : ''
}

/** What stands there as text, without the values of a template; undefined if it is something else. */
function textOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text
  if (!ts.isTemplateExpression(node)) return undefined
  return node.head.text + node.templateSpans.map(({ literal }) => literal.text).join(' ')
}
