import { describe, expect, test } from 'vitest'
import { addMs, fromDays, fromIso, toZone as zoneOf } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { Certificate } from '../schema.ts'
import {
  decideNotices,
  computeEnd,
  hasExpired,
  requireCertificates,
  requireValidCertificates,
} from './certificates.ts'
import { catchRefusal } from './examples.ts'

const zone = zoneOf('Asia/Shanghai')
const certificate = (change: Partial<Certificate> = {}): Certificate => ({
  kind: 'compatibility',
  number: 'C-1',
  holder: '澄澜科技',
  validUntil: '2027-01-31',
  ...change,
})
// The midnight in Shanghai that ends the 31st of January.
const end = fromIso('2027-01-31T16:00:00.000Z')

describe('R57: a certificate', () => {
  test('ends with its last day, in the market’s zone; without a date it does not', () => {
    const { validUntil: _none, ...forGood } = certificate()

    expect(computeEnd(certificate(), zone)).toBe(end)
    expect(computeEnd(forGood, zone)).toBeUndefined()
    const over = (now: Instant) => hasExpired([certificate(), forGood], { now, zone })
    expect([over(addMs(end, -1)), over(end)]).toEqual([false, true])
  })

  test('is named once, and not proposed when it is over', () => {
    const twice = [certificate(), certificate({ holder: '别人', number: ' C-1 ' })]
    expect(catchRefusal(() => requireCertificates(twice))).toBe('catalog.certificate_repeated')
    expect(catchRefusal(() => requireCertificates([certificate(), certificate({ kind: 'other' })]))).toBe(
      'accepted',
    )
    expect(catchRefusal(() => requireValidCertificates([certificate()], { now: end, zone }))).toBe(
      'catalog.certificate_expired',
    )
  })

  test('is told of thirty days before its end and at its end, each once', () => {
    const one = certificate()
    const before = decideNotices([one], [], { now: fromIso('2026-12-01T00:00:00.000Z'), zone })
    expect(before).toEqual({ due: { expiring: [], expired: [] }, told: [], nextAt: end - fromDays(30) })

    const soon = decideNotices([one], before.told, { now: fromIso('2027-01-01T16:00:00.000Z'), zone })
    expect(soon).toMatchObject({ due: { expiring: [one], expired: [] }, nextAt: end })

    expect(decideNotices([one], soon.told, { now: fromIso('2027-01-02T16:00:00.000Z'), zone }).due).toEqual({
      expiring: [],
      expired: [],
    })
    const over = decideNotices([one], soon.told, { now: end, zone })
    expect(over.due).toEqual({ expiring: [], expired: [one] })
    expect(over).not.toHaveProperty('nextAt')
    expect(decideNotices([one], over.told, { now: end, zone }).due.expired).toEqual([])
  })

  test('that is over before anybody looked is not said to be about to end', () => {
    expect(decideNotices([certificate()], [], { now: end, zone }).due).toEqual({
      expiring: [],
      expired: [certificate()],
    })
  })

  test('with another date is told of anew, and what is gone is forgotten', () => {
    const { told } = decideNotices([certificate()], [], { now: end, zone })
    const next = certificate({ validUntil: '2028-01-31' })

    expect(decideNotices([next], told, { now: end, zone })).toMatchObject({ told: [], due: { expired: [] } })
  })
})
