import type { HistoryEntry } from '@loggia/protocol/console'
import { describe, expect, test } from 'vitest'
import { describeRow } from './describe.tsx'
import { readOrderFact } from '../facts/of-orders.ts'
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
    'Docs is not sold',
  ],
  [
    'order.cancelled',
    { by: 'market', why: 'suspended', product: { zh: '文档', en: 'Docs' } },
    '文档暂停销售',
    'Docs is suspended',
  ],
  ['order.cancelled', { by: 'market', why: 'delisted' }, '订单中的商品已停售', 'a product of it'],
  ['order.stock_released', {}, '库存不再保留', 'held no more'],
  ['opening.started', { until: at }, '开始开通', 'Opening started'],
  [
    'call.attempted',
    { ...attempt, verdict: { code: 'timed_out', params: {}, sentence } },
    '超时',
    'timed out',
  ],
  ['call.attempted', { ...attempt, activity: 'newThing' }, '调用 newThing', 'Called newThing'],
  ['call.stopped', { callId: 'cal_1', activity: 'newInstance' }, 'newInstance', 'newInstance stopped'],
  ['instance.accepted', { reference: 'i-1' }, '已受理', 'Accepted'],
  ['instance.opened', { reference: 'i-1' }, '已开通', 'opened'],
  ['order.completed', { startsAt: at, endsAt: at }, '订单完成', 'completed'],
  ['opening.failed', { reason: 'window_over' }, '没有开通', 'not opened'],
  ['order.refunded', { amount, refundNumber: 'CS1' }, '已退款 ¥51,360.00', 'Returned ¥51,360.00'],
  ['order.completed', {}, '订单完成', 'completed'],
  ['call.stuck', { activity: 'newInstance' }, '应答待处理', 'waits'],
  ['refund.paid', { amount }, '已退款 ¥51,360.00', 'Returned ¥51,360.00'],
  ['instance.released', { reference: 'i-1' }, '已释放', 'released'],
  ['instance.orphan_possible', {}, '可能留有实例', 'may be left'],
  ['instance.orphan_found', { reference: 'i-9' }, '正在释放', 'being released'],
  ['instance.second', { reference: 'i-9' }, '另一个实例号', 'another instance'],
  ['instance.unaddressed', { reference: 'i-9' }, '没有返回访问地址', 'without an address'],
  ['instance.shared', { what: 'release', reference: 'i-9' }, '没有通知商家', 'was not told'],
  [
    'call.superseded',
    { callId: 'cal_1', activity: 'refreshInstance', by: 'cal_2' },
    '不再需要',
    'needed no more',
  ],
  ['call.restarted', { callId: 'cal_1', activity: 'releaseInstance' }, '重新启动', 'restarted'],
  ['call.restarted', { activity: 'releaseInstance', restartedAs: 'cal_2' }, '重新启动', 'restarted'],
  ['call.applied', { callId: 'cal_1', activity: 'newInstance' }, '重新处理', 'applied again'],
  ['call.expired', { callId: 'cal_1', activity: 'newInstance' }, '期限已过', 'is over'],
  ['order.of_a_later_version', { anything: [] }, 'order.of_a_later_version', 'order.of_a_later_version'],
]
const titleOf = (
  kind: string,
  data: Record<string, unknown>,
  language: 'zh-CN' | 'en-US',
): string | undefined => {
  const entry: HistoryEntry = { sequence: 1, at, actor: { kind: 'system' }, kind, data }
  const [row] = foldCalls([readOrderFact(entry)])
  return row && describeRow(row, { area: 'buyer', language, zone: 'Asia/Shanghai' }).title
}

describe('entries of the time line', () => {
  test.each(told)('%s %j is told in both languages', (kind, data, zh, en) => {
    expect(titleOf(kind, data, 'zh-CN')).toContain(zh)
    expect(titleOf(kind, data, 'en-US')).toContain(en)
  })
})
