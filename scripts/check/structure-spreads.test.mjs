import ts from 'typescript'
import { expect, test } from 'vitest'
import { findSpreadFaults, findSpreads } from './structure-spreads.mjs'

const read = (text, path = 'packages/one/src/page.tsx') => ({
  path,
  source: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX),
})

const counted = [
  ['...(a && { b })', 'const made = { ...(a && { b }) }'],
  ['...(a !== undefined && b && { c })', 'const made = { ...(a !== undefined && b && { c }) }'],
  ['...(a ? { b } : {})', 'const made = { ...(a ? { b } : {}) }'],
  ['...(a ? undefined : { b })', 'const made = { ...(a ? undefined : { b }) }'],
  ['a literal in parentheses of its own', 'const made = { ...(a && ({ b })) }'],
  ['a property of JSX', 'const made = <p {...(a && { b })} />'],
]

test.each(counted)('%s is a spread under a condition', (_name, text) => {
  expect(findSpreads(read(`\n${text}`).source)).toEqual([2])
})

const passedOver = [
  ['omitUndefined()', 'const made = { ...omitUndefined({ b }) }'],
  ['another object', 'const made = { ...a, ...(a ?? b), ...(a ? b : c) }'],
  ['an array', 'const made = [...(a ? [b] : [])]'],
  ['the arguments of a call', 'call(...(a ? [{ b }] : []))'],
]

test.each(passedOver)('%s may be spread', (_name, text) => {
  expect(findSpreads(read(text).source)).toEqual([])
})

test('as many spreads as may be are no fault, one more is, and says where they stand', () => {
  const two = read('const made = {\n  ...(a && { b }),\n  ...(c && { d }),\n}')

  expect(findSpreadFaults([two], 2)).toEqual([])
  expect(findSpreadFaults([two], 1)).toEqual([
    expect.stringMatching(/^2 spreads .*page\.tsx:2, packages\/one\/src\/page\.tsx:3$/),
  ])
})

test('what is no package and no app is not counted, and no test code', () => {
  const path = 'packages/marketplace/src/orders/testing/walk.ts'
  expect(findSpreadFaults([read('const made = { ...(a && { b }) }', path)], 0)).toEqual([])
  expect(findSpreadFaults([read('const made = { ...(a && { b }) }', 'bench/main.tsx')], 0)).toEqual([])
})
