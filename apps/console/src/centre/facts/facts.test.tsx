import { accessFacts } from '@loggia/protocol/console/access/facts'
import { catalogFacts, retiredFacts } from '@loggia/protocol/console/catalog/facts'
import type { orderFacts } from '@loggia/protocol/console/orders/facts'
import { describe, expect, test } from 'vitest'
import { describeRow } from '../history/describe.tsx'
import { foldCalls } from '../history/fold.ts'
import { accessLooks, accessTitles } from './access.ts'
import { catalogNames, productLooks, productTitles, retiredNames } from './catalog.ts'
import { readOrderFact } from './of-orders.ts'
import { orderTellers } from './orders.tsx'
import type { FactNames, OrderTellers } from './teller.tsx'

const at = '2026-11-24T06:03:12.000Z'
const titleOf = (kind: string, data: Record<string, unknown>): string | undefined => {
  const fact = readOrderFact({ sequence: 1, at, actor: { kind: 'system' }, kind, data })
  const [row] = foldCalls([fact])
  return row && describeRow(row, { area: 'seller', language: 'en-US', zone: 'Asia/Shanghai' }).title
}

describe('the words for facts', () => {
  test('are complete, or do not compile', () => {
    const { 'order.completed': _told, ...tellers } = orderTellers
    const { 'product.listed': _named, ...names } = catalogNames.in('en-US')
    // @ts-expect-error an order that is completed is told nowhere
    const incompleteTellers: OrderTellers<typeof orderFacts> = tellers
    // @ts-expect-error a product that is listed has no name
    const incompleteNames: FactNames<typeof catalogFacts> = names

    expect(Object.keys(incompleteTellers)).not.toContain('order.completed')
    expect(Object.keys(incompleteNames)).not.toContain('product.listed')
  })

  test.each(['zh-CN', 'en-US'] as const)(
    'a product’s time line has a title and a look for each of its facts: %s',
    (language) => {
      const all = Object.entries({ ...catalogFacts, ...accessFacts })
      const kinds = all.flatMap(([kind, { on }]) => (on === 'prd' ? [kind] : []))

      const titles = { ...productTitles.in(language), ...accessTitles.in(language) }
      expect(Object.keys(titles).toSorted()).toEqual(kinds.toSorted())
      expect(Object.keys({ ...productLooks, ...accessLooks }).toSorted()).toEqual(kinds.toSorted())
    },
  )

  test('what is recorded no more keeps its name', () => {
    expect(Object.keys(retiredNames.in('en-US'))).toEqual([...retiredFacts])
    for (const kind of retiredFacts) expect(catalogFacts).not.toHaveProperty([kind])
  })
})

describe('rows of before', () => {
  test.each([
    ['of a kind that is not declared', 'order.approved', { by: 'somebody' }, 'order.approved'],
    [
      'with a reason that is not written any more',
      'opening.failed',
      { reason: 'broken' },
      'Activation failed',
    ],
    [
      'without what was added since',
      'refund.paid',
      { amount: { amount: '1.00', currency: 'CNY' } },
      'Refunded ¥1.00',
    ],
    ['without their sums, to one of several sellers', 'order.submitted', {}, 'order.submitted'],
    ['with data of another form', 'order.paid', { amount: '1.00' }, 'order.paid'],
  ])('%s are told', (_what, kind, data, title) => {
    expect(titleOf(kind, data)).toBe(title)
  })
})
