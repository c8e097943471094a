import type { Language } from '@loggia/kernel'
import { toZone } from '@loggia/kernel'
import { supervisionFacts } from '@loggia/protocol/console/supervision/facts'
import { LanguageProvider } from '@loggia/ui'
import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { describeRow } from '../history/describe.tsx'
import { foldCalls } from '../history/fold.ts'
import { readOrderFact } from './of-orders.ts'

const at = '2026-11-24T06:03:12.000Z'
/** Members that a newer version adds are read, too; those of a kind that does not have them are left aside. */
const data = { reason: '缺少域名', by: 'seller', at, needed: true, outcome: 'refunded', file: 'proof.pdf' }

const entryOf = (kind: string, language: Language, more: Record<string, unknown> = {}) => {
  const fact = readOrderFact({ sequence: 1, at, actor: { kind: 'system' }, kind, data: { ...data, ...more } })
  const [row] = foldCalls([fact])
  if (!row) throw new Error('There is no row')
  const findFile = (name: string) => (name === 'proof.pdf' ? '/api/files/fil_1' : undefined)
  return describeRow(row, { area: 'buyer', language, zone: 'Asia/Shanghai', findFile })
}
const bodyOf = (kind: string, more?: Record<string, unknown>): string =>
  renderToString(
    <LanguageProvider language="en-US" zone={toZone('Asia/Shanghai')}>
      {entryOf(kind, 'en-US', more).body}
    </LanguageProvider>,
  )

describe('the time line of a supervised delivery', () => {
  const kinds = Object.entries(supervisionFacts).flatMap(([kind, { on }]) =>
    on === 'ord' && kind !== 'delivery.accepted' ? [kind] : [],
  )
  test.each([...kinds])('%s is told in both languages', (kind) => {
    const [zh, en] = [entryOf(kind, 'zh-CN'), entryOf(kind, 'en-US')]

    expect(zh.title).toMatch(/\p{Script=Han}/u)
    expect(en.title).not.toMatch(/\p{Script=Han}/u)
    expect([zh.title, en.title]).not.toContain(kind)
  })

  test.each([
    [{ by: undefined }, 'Accepted by the buyer'],
    [{ by: 'system' }, 'Accepted automatically'],
    [{ by: 'operator' }, 'Accepted by decision of an operator'],
    [{ by: undefined, milestone: 'Training' }, 'Accepted by the buyer: Training'],
  ])('R100, R103, R106: an acceptance says who accepted what: %j', (more, title) => {
    expect(entryOf('delivery.accepted', 'en-US', more).title).toBe(title)
  })

  test('R103: an appeal says who made it and what was decided', () => {
    expect(entryOf('appeal.opened', 'zh-CN').title).toBe('商家发起申诉，流程暂停')
    expect(entryOf('appeal.decided', 'zh-CN').title).toBe('运营人员裁定申诉：退款')
  })

  test('R98, R100: a delivery says its part, its tracking number and its proof, which can be downloaded', () => {
    const more = { milestone: 'Training', trackingNumber: 'SF123456', begunAt: at, note: 'Done' }

    expect(entryOf('delivery.made', 'en-US', more).title).toBe('Delivered by the seller: Training')
    const body = bodyOf('delivery.made', more)
    expect(body).toContain('href="/api/files/fil_1"')
    expect(body).toMatch(/SF123456.*24 Nov 2026/)
    expect(bodyOf('delivery.made', { file: 'other.pdf' })).not.toContain('href')
  })

  test('a row of before, without what was added since, is told', () => {
    const fact = readOrderFact({
      sequence: 1,
      at,
      actor: { kind: 'system' },
      kind: 'appeal.opened',
      data: {},
    })
    const [row] = foldCalls([fact])

    expect(row && describeRow(row, { area: 'seller', language: 'en-US', zone: 'Asia/Shanghai' }).title).toBe(
      'Appeal made, delivery on hold',
    )
  })
})
