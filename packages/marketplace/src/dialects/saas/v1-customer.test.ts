import { expect, test } from 'vitest'
import { toInstant } from '@loggia/kernel'
import { saasV1 } from './v1.ts'

/** The parameters of a purchase whose buyer's member has this name. */
function toldOf(userName: string): URLSearchParams {
  const { query } = saasV1.toWire({
    operation: { kind: 'create_instance', orderNumber: 'CS1', lineNumber: 'CS1-000001' },
    facts: {
      customer: { id: 'c-1', name: '清禾', userName },
      productCode: 'OFFI1',
      skuCode: 'sku-1',
      amount: '10.00',
      isTrial: false,
      parameters: [],
    },
    accessKey: '01234567-89ab-cdef-0123-456789abcdef',
    keyBits: 128,
    ownQuery: '',
    businessId: 'b-1',
    nonce: 'unused',
    timestampMs: toInstant(Date.UTC(2026, 10, 24)),
    iv: () => 'AbCdEfGhIjKlMnOp',
  })
  return new URLSearchParams(query)
}

test.each([
  ['林知遥', '林知遥'],
  ['x'.repeat(64), 'x'.repeat(64)],
  ['x'.repeat(65), 'x'.repeat(64)],
])('R48: the user name %s is sent as %s, in clear', (name, sent) => {
  expect(toldOf(name).get('userName')).toBe(sent)
})
