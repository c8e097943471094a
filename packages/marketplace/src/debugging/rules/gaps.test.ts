import { expect, test } from 'vitest'
import { addMs, fromHours, toInstant } from '@loggia/kernel'
import type { Connection, DebugCase } from '../schema.ts'
import { findGap } from './gaps.ts'

const now = toInstant(Date.UTC(2026, 10, 29, 9))
const today: Connection = { protocol: 'saas-v1', url: 'https://a.example/', keyId: 'key_1', keyBits: 256 }
const createCase = (id: DebugCase['id'], change: Partial<DebugCase> = {}): DebugCase => ({
  id,
  sellerId: 'sel_1',
  subject: 'prd_1',
  scene: 'new_period',
  passed: true,
  madeAt: now,
  madeBy: { memberId: 'mbr_1', name: 'someone' },
  connection: today,
  verdict: { code: 'succeeded' },
  durationMs: 10,
  ...change,
})
const passed = createCase('dbc_2')
const failed = createCase('dbc_1', { passed: false })
const dayAgo = addMs(now, -fromHours(24))
const at = (madeAt: DebugCase['madeAt']) => ({ passed: createCase('dbc_2', { madeAt }) })
const over = (change: Partial<Connection>) => ({
  passed: createCase('dbc_2', { connection: { ...today, ...change } }),
})

test.each([
  ['no case', {}, 'none'],
  ['one that passed', { passed }, undefined],
  ['one that passed after one that failed', { passed, failed }, undefined],
  [
    'one that failed after one that passed',
    { passed, failed: { ...failed, id: 'dbc_3' as const } },
    'failed',
  ],
  ['only one that failed', { failed }, 'failed'],
  ['one that passed a day ago', at(dayAgo), undefined],
  ['one that passed before that', at(addMs(dayAgo, -1)), 'old'],
  ['one over another address', over({ url: 'https://b.example/' }), 'stale'],
  ['one with another key', over({ keyId: 'key_2' }), 'stale'],
  ['one with other bits of the key', over({ keyBits: 128 }), 'stale'],
  ['one in another protocol', over({ protocol: 'saas-v2' }), 'stale'],
] as const)('R44, R252: of %s the gap is found', (_, cases, gap) => {
  expect(findGap(cases, { today, now })).toBe(gap)
})

test('without an address and a key no case counts', () => {
  expect(findGap({ passed }, { today: undefined, now })).toBe('stale')
})
