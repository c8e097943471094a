import { expect, test } from 'vitest'
import { toId } from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import type { PaperKind } from '@loggia/protocol/console/papers/kinds'
import {
  computeDeletion,
  listMissing,
  requireComplete,
  requireFewKept,
  requireStillComplete,
} from './rules.ts'
import type { PaperCase } from './schema.ts'

const papersOf = (...kinds: PaperKind[]) =>
  kinds.map((kind, n) => ({ kind, fileId: toId(`fil_${'0'.repeat(25)}${n}`, 'fil') }))
const open: PaperCase = {
  subject: 'sap_1',
  buyerId: 'byr_1',
  purpose: 'selling',
  state: 'open',
  applicant: 'enterprise',
}

test.each([
  ['selling', 'enterprise', [], ['business_licence', 'identity']],
  ['selling', 'enterprise', ['identity', 'authorisation'], ['business_licence']],
  ['selling', 'enterprise', ['identity', 'business_licence'], []],
  ['selling', 'personal', [], ['identity']],
  ['selling', 'personal', ['identity'], []],
  ['verification', 'enterprise', ['other'], ['business_licence']],
  ['verification', 'personal', ['business_licence'], ['identity']],
] as const)('R80: for %s as %s with %j, %j are missing', (purpose, applicant, has, missing) => {
  expect(listMissing({ purpose, applicant }, papersOf(...has))).toEqual(missing)
})

test('a draft misses nothing, because its applicant is unknown', () => {
  expect(listMissing({ purpose: 'selling' }, [])).toEqual([])
})

test('the refusal names the first paper that is missing', () => {
  const refusal = (...has: PaperKind[]) => {
    try {
      requireComplete(open, papersOf(...has))
    } catch (error) {
      return (error as { code: string }).code
    }
    return undefined
  }

  expect(refusal()).toBe('papers.licence_missing')
  expect(refusal('business_licence')).toBe('papers.identity_missing')
  expect(refusal('business_licence', 'identity')).toBeUndefined()
})

test('a submitted application stays complete; an older one without papers may get some and lose them', () => {
  const [licence, identity, other] = papersOf('business_licence', 'identity', 'other')
  if (!licence || !identity || !other) throw new Error('Three papers')
  const change = (before: (typeof licence)[], after: (typeof licence)[]) => () =>
    requireStillComplete(open, { before, after })

  expect(change([licence, identity], [licence])).toThrow(expect.objectContaining({ code: 'papers.required' }))
  expect(change([licence, identity, other], [licence, identity])).not.toThrow()
  expect(change([other], [])).not.toThrow()
})

test('sixty papers are kept for one buyer, and no more', () => {
  expect(() => requireFewKept(60)).not.toThrow()
  expect(() => requireFewKept(61)).toThrow(expect.objectContaining({ code: 'papers.too_many_kept' }))
})

test('papers are deleted days after a rejection, and years after an approval', () => {
  const kept = { papersKeptDays: 10, papersKeptYears: 2 }
  const times = { now: Date.UTC(2026, 1, 1) as Instant, zone: 'Asia/Shanghai' as Zone }
  const iso = (isApproved: boolean) =>
    new Date(computeDeletion(isApproved, kept, times)).toISOString().slice(0, 10)

  expect(iso(false)).toBe('2026-02-11')
  expect(iso(true)).toBe('2028-02-01')
})
