import { expect, test } from 'vitest'
import { findLinkToken } from './use-link-token.ts'

const token = 'x1Y-_'.padEnd(43, 'a')

test.each([
  [`#${token}`, token],
  ['', undefined],
  ['#', undefined],
  // The link to the main content, which people without a mouse use.
  ['#main', undefined],
  [`#${token}=`, undefined],
])('the fragment %s has the token %s', (fragment, found) => {
  expect(findLinkToken(fragment)).toBe(found)
})
