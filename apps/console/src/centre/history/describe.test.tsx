import { toZone } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import type { HistoryEntry } from '@loggia/protocol/console'
import { LanguageProvider } from '@loggia/ui'
import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { describeRow } from './describe.tsx'
import { readOrderFact } from '../facts/of-orders.ts'
import type { Teller } from '../facts/teller.tsx'
import type { Area } from '../frame.ts'
import { foldCalls } from './fold.ts'

const amount = { amount: '51360.00', currency: 'CNY' }
const at = '2026-11-24T06:03:12.000Z'
const sentence = { zh: '20 秒的时限已到。', en: 'The time limit of 20 s ended.' }
const attempt = { callId: 'cal_1', activity: 'newInstance', n: 2, durationMs: 20_000, state: 'waiting' }
const told: readonly (readonly [string, Record<string, unknown>, string, string])[] = [
  ['order.submitted', { total: amount, lines: [] }, '¥51,360.00', '¥51,360.00'],
  ['order.paid', { amount }, '已支付 ¥51,360.00', 'Paid ¥51,360.00'],
  ['order.cancelled', { by: 'market' }, '自动取消', 'not paid in time'],
  [
    'order.cancelled',
    { by: 'market', why: 'delisted', product: { zh: '文档', en: 'Docs' } },
    '文档已停售',
    'Docs is no longer sold',
  ],
  [
    'order.cancelled',
    { by: 'market', why: 'suspended', product: { zh: '文档', en: 'Docs' } },
    '文档暂停销售',
    'sales of Docs are paused',
  ],
  ['order.cancelled', { by: 'market', why: 'delisted' }, '订单中的商品已停售', 'a product in the order'],
  ['order.stock_released', {}, '库存不再保留', 'no longer reserved'],
  ['opening.started', { until: at }, '开始开通', 'Activation started'],
  [
    'call.attempted',
    { ...attempt, verdict: { code: 'timed_out', params: {}, sentence } },
    '超时',
    'timed out',
  ],
  ['call.attempted', { ...attempt, activity: 'newThing' }, '调用 newThing', 'Call of newThing'],
  [
    'call.stopped',
    { callId: 'cal_1', activity: 'newInstance' },
    '商家未在截止时间前完成开通',
    'did not complete the activation',
  ],
  ['instance.accepted', { reference: 'i-1' }, '已受理', 'Accepted'],
  ['instance.opened', { reference: 'i-1' }, '已开通', 'Instance activated'],
  ['order.completed', { startsAt: at, endsAt: at }, '订单完成', 'completed'],
  ['opening.failed', { reason: 'window_over' }, '开通失败', 'Activation failed'],
  ['order.refunded', { amount, refundNumber: 'CS1' }, '已退款 ¥51,360.00', 'Refunded ¥51,360.00'],
  ['order.completed', {}, '订单完成', 'completed'],
  ['call.stuck', { activity: 'newInstance' }, '商家对开通的响应待处理', 'not processed yet'],
  ['refund.paid', { amount }, '已退款 ¥51,360.00', 'Refunded ¥51,360.00'],
  ['instance.released', { reference: 'i-1' }, '已释放', 'released'],
  ['instance.orphan_possible', {}, '可能留有未使用的实例', 'may have an unused instance'],
  ['instance.orphan_found', { reference: 'i-9' }, '正在释放', 'being released'],
  ['instance.second', { reference: 'i-9' }, '另一个实例 ID', 'a second instance ID'],
  ['instance.unaddressed', { reference: 'i-9' }, '未返回访问地址', 'No URL'],
  ['instance.shared', { what: 'release', reference: 'i-9' }, '未通知商家', 'was not told'],
  [
    'call.superseded',
    { callId: 'cal_1', activity: 'refreshInstance', by: 'cal_2' },
    '续费请求已被新的请求替代',
    'replaced by a newer one',
  ],
  ['call.dropped', { callId: 'cal_1', activity: 'getLicense' }, '签发 License请求已取消', 'cancelled'],
  ['call.restarted', { callId: 'cal_1', activity: 'releaseInstance' }, '重新请求商家：释放', 'asked again'],
  [
    'call.restarted',
    { activity: 'releaseInstance', restartedAs: 'cal_2' },
    '重新请求商家：释放',
    'asked again',
  ],
  ['call.applied', { callId: 'cal_1', activity: 'newInstance' }, '重新处理', 'processed again'],
  [
    'call.expired',
    { callId: 'cal_1', activity: 'newInstance' },
    '商家未在截止时间前完成开通',
    'before the deadline',
  ],
  ['order.of_a_later_version', { anything: [] }, 'order.of_a_later_version', 'order.of_a_later_version'],
]
const rowOf = (kind: string, data: Record<string, unknown>, reader: Pick<Teller, 'area' | 'language'>) => {
  const entry: HistoryEntry = { sequence: 1, at, actor: { kind: 'system' }, kind, data }
  const [row] = foldCalls([readOrderFact(entry)])
  return row && describeRow(row, { ...reader, zone: 'Asia/Shanghai' })
}
const titleOf = (kind: string, data: Record<string, unknown>, language: Language): string | undefined =>
  rowOf(kind, data, { area: 'buyer', language })?.title
const bodyFor = (area: Area, kind: string, data: Record<string, unknown>): string =>
  renderToString(
    <LanguageProvider language="en-US" zone={toZone('Asia/Shanghai')}>
      {rowOf(kind, data, { area, language: 'en-US' })?.body}
    </LanguageProvider>,
  )

describe('entries of the time line', () => {
  test.each(told)('%s %j is told in both languages', (kind, data, zh, en) => {
    expect(titleOf(kind, data, 'zh-CN')).toContain(zh)
    expect(titleOf(kind, data, 'en-US')).toContain(en)
  })

  test('a buyer is not told the cause at the seller’s server', () => {
    const cause = { zh: '域名不存在。', en: 'The domain does not exist.' }
    const verdict = { code: 'dns_not_found', params: {}, sentence: cause }

    const body = bodyFor('buyer', 'call.attempted', { ...attempt, verdict })

    expect(body).toContain('We did not get a valid response from the seller’s server.')
    expect(body).not.toContain(cause.en)
  })

  test('a seller is told by the name of the interface that a call has stopped', () => {
    const stopped = { callId: 'cal_1', activity: 'newInstance' }

    expect(rowOf('call.stopped', stopped, { area: 'seller', language: 'en-US' })?.title).toBe(
      'newInstance stopped',
    )
  })

  test('an order for a trial is told with the days of the trial', () => {
    const line = {
      name: { zh: '文档', en: 'Docs' },
      quantity: 3,
      period: 'month',
      periodCount: 1,
      trialDays: 14,
    }

    expect(bodyFor('buyer', 'order.submitted', { total: amount, lines: [line] })).toContain(
      'Docs × 3, 14-day trial',
    )
  })
})
