import { expect, test } from 'vitest'
import { buyerSession } from '../example-product.ts'
import { findSellStep } from './sell-steps.ts'

const seller = { id: 'sel_1' as const, name: { zh: '澄澜', en: 'Chenglan' } }

test.each([
  ['account', null, null],
  ['apply', buyerSession, null],
  ['review', buyerSession, { state: 'submitted' }],
  ['review', buyerSession, { state: 'claimed' }],
  ['apply', buyerSession, { state: 'rejected' }],
  ['apply', buyerSession, { state: 'withdrawn' }],
  ['publish', { ...buyerSession, seller }, { state: 'approved' }],
] as const)('the next step on the way to the first product is "%s"', (step, session, application) => {
  expect(findSellStep(session, application)).toBe(step)
})
