import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMs, fromIso, toIso, toZone } from '@loggia/kernel'
import { percentileError } from '@loggia/protocol/console/health/kinds'
import { findMainCause, groupFailures } from './rules/causes.ts'
import { decideRollUp, findNextCount, findNextNight, toMarketDay } from './rules/days.ts'
import { addHistograms, findPercentile, growth } from './rules/histogram.ts'
import { matchPauses } from './rules/pauses.ts'
import type { BreakerFact } from './schema.ts'

const shanghai = toZone('Asia/Shanghai')
const call = 'cal_00000000000000000000000001'

test('a percentile is the exact one within the stated error and what rounding to a millisecond adds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.nat(20), fc.nat(200_000)), { minLength: 1, maxLength: 60 }),
      fc.constantFrom(0.5, 0.9, 0.95, 0.99, 1),
      (durations, share) => {
        const buckets = durations.map((ms) => Math.ceil(Math.log(Math.max(1, ms)) / Math.log(growth)))
        const histogram = [...new Set(buckets)]
          .toSorted((a, b) => a - b)
          .map((bucket) => ({ bucket, attempts: buckets.filter((one) => one === bucket).length }))
        const exact = durations.toSorted((a, b) => a - b)[Math.ceil(durations.length * share) - 1] ?? -1

        const found = findPercentile(histogram, share) ?? -1

        expect(Math.abs(found - exact)).toBeLessThanOrEqual(Math.max(1, exact * percentileError + 0.5))
      },
    ),
  )
  expect(findPercentile([], 0.5)).toBeUndefined()
})

test('durations of several days are added up by bucket', () => {
  const days = [
    [
      { bucket: 2, attempts: 1 },
      { bucket: 9, attempts: 4 },
    ],
    [],
    [
      { bucket: 1, attempts: 7 },
      { bucket: 9, attempts: 2 },
    ],
  ]

  expect(addHistograms(days)).toEqual([
    { bucket: 1, attempts: 7 },
    { bucket: 2, attempts: 1 },
    { bucket: 9, attempts: 6 },
  ])
})

describe('the days that are counted again', () => {
  test('are those since an hour before the last time', () => {
    const now = fromIso('2026-11-24T17:10:00.000Z')
    const countedFrom = (iso: string) => {
      const { days, countedAt, isDone } = decideRollUp(now, { since: fromIso(iso), open: [], zone: shanghai })
      expect([countedAt, isDone]).toEqual([now, true])
      return days
    }

    // Midnight in Shanghai is 16:00 UTC.
    const beforeMidnight = countedFrom('2026-11-24T15:50:00.000Z')
    expect(beforeMidnight.map(({ day }) => day)).toEqual(['2026-11-24', '2026-11-25'])
    expect(beforeMidnight[0]).toMatchObject({ endsAt: fromIso('2026-11-24T16:00:00.000Z') })
    expect(countedFrom('2026-11-24T16:59:59.999Z')).toEqual(beforeMidnight)
    expect(countedFrom('2026-11-24T17:00:00.000Z').map(({ day }) => day)).toEqual(['2026-11-25'])
  })

  test('come fourteen at once after a leap, and older ones while an attempt of theirs is under way', () => {
    const since = fromIso('2026-11-23T15:50:00.000Z')
    const now = fromIso('2027-11-24T16:10:00.000Z')

    const rollUp = decideRollUp(now, { since, open: ['2026-11-20', '2026-11-24'], zone: shanghai })

    expect(rollUp.days.map(({ day }) => day)).toEqual([
      '2026-11-20',
      ...Array.from({ length: 14 }, (_, n) => toIso(Date.UTC(2026, 10, 23 + n)).slice(0, 10)),
    ])
    expect([toIso(rollUp.countedAt), rollUp.isDone]).toEqual(['2026-12-06T16:00:00.000Z', false])
  })

  test('follow each other without a gap where clocks change', () => {
    const zone = toZone('America/New_York')
    const days = ['2026-03-07', '2026-03-08', '2026-03-09'].map((day) => toMarketDay(day, zone))

    expect(days.map(({ endsAt, startsAt }) => (endsAt - startsAt) / 3_600_000)).toEqual([24, 23, 24])
    expect(days[0]?.endsAt).toBe(days[1]?.startsAt)
  })

  test('a round begins at the next quarter of an hour, and figures wait for the night', () => {
    const at = fromIso('2026-11-24T16:00:00.000Z')

    expect(toIso(findNextCount(at))).toBe('2026-11-24T16:15:00.000Z')
    expect(toIso(findNextNight(at, shanghai))).toBe('2026-11-24T19:00:00.000Z')
    expect(toIso(findNextNight(fromIso('2026-11-24T19:00:00.000Z'), shanghai))).toBe(
      '2026-11-25T19:00:00.000Z',
    )
  })
})

test('failures are grouped by what to do about them, the most frequent first', () => {
  const kinds = [
    { kind: 'connection_refused', attempts: 3, callId: call },
    { kind: 'timed_out_connect', attempts: 2, callId: call },
    { kind: 'dns_not_found', attempts: 4, callId: call },
    { kind: 'a verdict of a later version', attempts: 1, callId: call },
  ] as const

  expect(groupFailures(kinds)).toEqual([
    {
      cause: 'connection',
      remedy: 'open_port',
      attempts: 5,
      verdicts: [
        { code: 'connection_refused', attempts: 3, callId: call },
        { code: 'timed_out_connect', attempts: 2, callId: call },
      ],
    },
    {
      cause: 'connection',
      remedy: 'fix_name',
      attempts: 4,
      verdicts: [{ code: 'dns_not_found', attempts: 4, callId: call }],
    },
    {
      cause: 'format',
      remedy: 'answer_json',
      attempts: 1,
      verdicts: [{ code: 'a verdict of a later version', attempts: 1, callId: call }],
    },
  ])
  expect(findMainCause(kinds)).toBe('connection')
  expect(findMainCause([])).toBeUndefined()
})

describe('pauses', () => {
  const at = (hour: number) => fromIso(`2026-11-24T${String(hour).padStart(2, '0')}:00:00.000Z`)
  const verdict = { code: 'connection_refused', params: {}, sentence: { zh: '拒绝', en: 'Refused' } }
  const parked = (hour: number): BreakerFact => ({
    kind: 'parked',
    at: addMs(at(hour), 7),
    since: at(hour),
    failures: 5,
    verdict,
  })
  const recovered = (hour: number, since: number): BreakerFact => ({
    kind: 'recovered',
    at: at(hour),
    since: at(since),
  })

  test('are paired from facts, newest first, without those that ended before the period', () => {
    const facts = [recovered(1, 0), parked(2), recovered(3, 2), parked(4), recovered(6, 4), parked(7)]

    expect(matchPauses(facts, at(5))).toEqual([
      { from: at(7), failures: 5, verdict },
      { from: at(4), to: at(6), failures: 5, verdict },
    ])
  })

  test('of two channels overlap, and each ends when its own channel recovers', () => {
    const facts = [
      parked(1),
      parked(2),
      recovered(3, 1),
      parked(4),
      recovered(5, 4),
      recovered(6, 2),
      parked(7),
    ]

    expect(matchPauses(facts, at(0)).map(({ from, to }) => [from, to])).toEqual([
      [at(7), undefined],
      [at(4), at(5)],
      [at(2), at(6)],
      [at(1), at(3)],
    ])
  })

  test('of facts of older versions begin when they were recorded', () => {
    const old = (hour: number): BreakerFact => ({
      kind: 'parked',
      at: addMs(at(hour), 7),
      failures: 5,
      verdict,
    })
    const facts = [old(1), old(2), recovered(3, 2), recovered(4, 1), parked(5), recovered(6, 0)]

    expect(matchPauses(facts, at(0)).map(({ from, to }) => [from, to])).toEqual([
      [at(5), undefined],
      [addMs(at(2), 7), at(3)],
      [addMs(at(1), 7), at(4)],
    ])
  })
})
