// Members that may be absent are left out by omitUndefined() of the kernel. What is still spread under a condition has a
// reason: several members stand or fall together, or one of two shapes is taken.
import ts from 'typescript'

/** It only falls: whoever takes one away lowers it. */
const mostSpreads = 9

/** A complaint when literals of the packages and apps have more conditional spreads than there may be. */
export function findSpreadFaults(sources, most = mostSpreads) {
  const places = sources
    .filter(({ path }) => /^(packages|apps)\//.test(path))
    .flatMap(({ path, source }) => findSpreads(source).map((line) => `${path}:${line}`))
  if (places.length <= most) return []
  return [
    `${places.length} spreads of members under a condition, of which ${most} is the most: ` +
      `omitUndefined() of @loggia/kernel leaves out what is undefined: ${places.join(', ')}`,
  ]
}

/** The lines of `...(a && { b })` and `...(a ? { b } : c)` in literals of objects, and of the same among the properties of JSX. */
export function findSpreads(source) {
  const lines = []
  const visit = (node) => {
    if ((ts.isSpreadAssignment(node) || ts.isJsxSpreadAttribute(node)) && isConditional(node.expression))
      lines.push(source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return lines
}

function isConditional(expression) {
  const inner = withoutParentheses(expression)
  if (ts.isConditionalExpression(inner)) return isLiteral(inner.whenTrue) || isLiteral(inner.whenFalse)
  return (
    ts.isBinaryExpression(inner) &&
    inner.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken &&
    isLiteral(inner.right)
  )
}

const isLiteral = (node) => ts.isObjectLiteralExpression(withoutParentheses(node))

const withoutParentheses = (node) =>
  ts.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node
