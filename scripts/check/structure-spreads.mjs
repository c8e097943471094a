// Optional members are left out with omitUndefined() of the kernel. A remaining conditional spread has a reason:
// several members depend on one condition, or one of two shapes is chosen.
import ts from 'typescript'
import { isTestCode } from './files.mjs'

/** May only decrease: lower it when you remove a spread. */
const mostSpreads = 9

/** A complaint if literals of the packages and apps have more conditional spreads than allowed. */
export function findSpreadFaults(sources, most = mostSpreads) {
  const places = sources
    .filter(({ path }) => /^(packages|apps)\//.test(path) && !isTestCode(path))
    .flatMap(({ path, source }) => findSpreads(source).map((line) => `${path}:${line}`))
  if (places.length <= most) return []
  return [
    `${places.length} spreads of members under a condition, of which ${most} is the most: ` +
      `omitUndefined() of @loggia/kernel leaves out what is undefined: ${places.join(', ')}`,
  ]
}

/** The lines of `...(a && { b })` and `...(a ? { b } : c)` in object literals and in JSX attributes. */
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
