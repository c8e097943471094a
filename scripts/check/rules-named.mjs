// Finds the rules that a test file names: in the titles of `test`, `it` and `describe` in all their forms, and at the
// start of table rows (“R59: a wider range”).
import ts from 'typescript'

const callers = new Set(['test', 'it', 'describe'])
const inTitle = /\bR\d+[a-z]?\b(?:–R\d+[a-z]?\b)?/g
const ofRow = /^(?:R\d+[a-z]?(?:, |–|: ))+/

/**
 * Each named rule or range of rules: the place (`at`), the first (`from`) and the last (`to`), which may be the same.
 */
export function namedRules(path, text) {
  // Most files name none and need not be parsed.
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

/** For `test.each([…])('…')` it is `test`. */
function callerOf(node) {
  if (ts.isIdentifier(node)) return node.text
  return ts.isCallExpression(node) || ts.isPropertyAccessExpression(node) ? callerOf(node.expression) : ''
}

/** The text of a node, without the values of a template; undefined for other nodes. */
function textOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text
  if (!ts.isTemplateExpression(node)) return undefined
  return node.head.text + node.templateSpans.map(({ literal }) => literal.text).join(' ')
}
