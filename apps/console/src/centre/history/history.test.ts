import type { HistoryEntry } from '@loggia/protocol/console'
import { describe, expect, test } from 'vitest'
import { listComing } from './coming.ts'
import { computeMeanDuration } from '../facts/calls.tsx'
import { readOrderFact } from '../facts/of-orders.ts'
import { foldCalls } from './fold.ts'

let sequence = 0
function entry(kind: string, data: Record<string, unknown> = {}): HistoryEntry {
  sequence += 1
  const at = `2026-11-24T06:${String(sequence % 60).padStart(2, '0')}:00.000Z`
  return { sequence, at, actor: { kind: 'system' }, kind, data }
}
const attempt = (callId: string, code: string, more: Record<string, unknown> = {}) =>
  entry('call.attempted', {
    callId,
    activity: 'queryInstance',
    n: 1,
    verdict: { code, params: {}, sentence: { zh: code, en: code } },
    durationMs: 300,
    state: 'waiting',
    ...more,
  })
const rowsOf = (...entries: HistoryEntry[]) =>
  foldCalls(entries.map(readOrderFact)).map((row) =>
    row.kind === 'fact' ? row.fact.kind : `${row.attempts[0].data.callId} ${row.attempts.length}`,
  )

describe('folding', () => {
  test('attempts of a call that came to the same are one row, at the place of the newest', () => {
    const rows = rowsOf(
      entry('order.paid', { amount: { amount: '1.00', currency: 'CNY' } }),
      attempt('cal_a', 'pending'),
      attempt('cal_a', 'pending'),
      attempt('cal_a', 'pending'),
    )

    expect(rows).toEqual(['cal_a 3', 'order.paid'])
  })

  test('another outcome or result code begins a new row', () => {
    const rows = rowsOf(
      attempt('cal_a', 'timed_out'),
      attempt('cal_a', 'timed_out'),
      attempt('cal_a', 'refused', { resultCode: '000005' }),
      attempt('cal_a', 'refused', { resultCode: '000002' }),
      attempt('cal_a', 'pending'),
    )

    expect(rows).toEqual(['cal_a 1', 'cal_a 1', 'cal_a 1', 'cal_a 2'])
  })

  test('calls of two lines that take turns fold each for itself', () => {
    const rows = rowsOf(
      attempt('cal_a', 'pending'),
      attempt('cal_b', 'pending'),
      attempt('cal_a', 'pending'),
      attempt('cal_b', 'timed_out'),
      attempt('cal_a', 'pending'),
    )

    expect(rows).toEqual(['cal_a 3', 'cal_b 1', 'cal_b 1'])
  })

  test('a fact between them parts them', () => {
    const rows = rowsOf(
      attempt('cal_a', 'pending'),
      entry('instance.accepted', { reference: 'i-1' }),
      attempt('cal_a', 'pending'),
    )

    expect(rows).toEqual(['cal_a 1', 'instance.accepted', 'cal_a 1'])
  })

  test('entries are ordered by their sequence, not by how they arrived', () => {
    const first = attempt('cal_a', 'pending')
    const second = entry('instance.opened', { reference: 'i-1' })

    expect(rowsOf(second, first)).toEqual(['instance.opened', 'cal_a 1'])
  })

  test('the mean duration leaves out attempts that have none', () => {
    const facts = [attempt('cal_a', 'pending'), attempt('cal_a', 'pending', { durationMs: 401 })].map(
      readOrderFact,
    )
    const unfinished = readOrderFact(attempt('cal_a', 'pending', { durationMs: undefined }))
    const calls = [...facts, unfinished].flatMap((fact) => (fact.kind === 'call.attempted' ? [fact] : []))

    expect(computeMeanDuration(calls)).toBe(351)
    expect(computeMeanDuration(calls.slice(2))).toBeUndefined()
  })
})

describe('reading history', () => {
  test('a kind of a later version is told by its name', () => {
    expect(readOrderFact(entry('order.renewed', { anything: 1 }))).toMatchObject({
      kind: 'plain',
      name: 'order.renewed',
    })
  })

  test.each([
    ['opening.started', {}],
    ['call.attempted', { callId: 'cal_1' }],
    ['order.refunded', { amount: { amount: '1', currency: 'CNY' } }],
  ])('%s with data that is not as expected is told by its name and does not fail', (kind, data) => {
    expect(readOrderFact(entry(kind, data))).toMatchObject({ kind: 'plain', name: kind })
  })

  test('the person who did it is kept', () => {
    const cancelled = {
      ...entry('order.cancelled', { by: 'buyer' }),
      actor: { kind: 'member' as const, name: '林知遥' },
    }

    expect(readOrderFact(cancelled)).toMatchObject({
      kind: 'order.cancelled',
      data: { by: 'buyer' },
      who: '林知遥',
    })
  })
})

describe('what is still to come', () => {
  const until = '2026-11-24T09:05:40.000Z'
  const opening = { state: 'processing', kind: 'new', openingUntil: until } as const

  test('R70: while a service opens, its deadline stands above the next call', () => {
    const facts = [attempt('cal_a', 'timed_out', { nextAt: '2026-11-24T07:10:00.000Z' })].map(readOrderFact)

    expect(listComing(opening, facts)).toEqual([
      { kind: 'until', at: until },
      { kind: 'nextCall', at: '2026-11-24T07:10:00.000Z' },
    ])
  })

  test('only the newest attempt of a call says when the next one comes', () => {
    const facts = [
      attempt('cal_a', 'timed_out', { nextAt: '2026-11-24T07:10:00.000Z' }),
      attempt('cal_a', 'succeeded', { state: 'confirmed' }),
      attempt('cal_b', 'pending', { nextAt: '2026-11-24T07:20:00.000Z' }),
    ].map(readOrderFact)

    expect(listComing(opening, facts)).toEqual([
      { kind: 'until', at: until },
      { kind: 'nextCall', at: '2026-11-24T07:20:00.000Z' },
    ])
  })

  test('an unpaid order waits for its payment, a closed one for nothing', () => {
    const payBy = '2026-11-25T06:00:00.000Z'

    expect(listComing({ state: 'pending_payment', kind: 'new', payBy }, [])).toEqual([
      { kind: 'payBy', at: payBy },
    ])
    expect(listComing({ state: 'cancelled', kind: 'new', payBy }, [])).toEqual([])
  })
})
