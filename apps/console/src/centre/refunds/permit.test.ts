import { expect, test } from 'vitest'
import { hasPermit } from './permit.ts'

test.each([
  ['nothing was allowed', ['delivery.made'], false],
  ['one was allowed', ['delivery.made', 'refund_request.permitted', 'delivery.received'], true],
  [
    'it was used for a request that is over',
    ['refund_request.permitted', 'refund_request.asked', 'refund_request.withdrawn'],
    false,
  ],
  [
    'another one was allowed after it',
    [
      'refund_request.permitted',
      'refund_request.asked',
      'refund_request.rejected',
      'refund_request.permitted',
    ],
    true,
  ],
])('R151: a permit is for one request: %s', (_, kinds, is) => {
  expect(hasPermit(kinds.map((kind) => ({ kind })))).toBe(is)
})
