import { describe, expect, test } from 'vitest'
import type { BatchDecision, BatchState, ConnectedApp, SyncChange, SyncSubject } from '../schema.ts'
import { decideAsked, formatItem, isRemoval, listDecisions, toOperation } from './batches.ts'

const of = { buyerId: 'byr_1', subscriptionId: 'sub_1', enterpriseId: 'ent_1' } as const
const going: Pick<ConnectedApp, 'state' | 'of'> = { state: 'connected', of }
const connecting = { state: 'connecting', of } as const
const ending = { state: 'ending', of } as const
const testAccount = { state: 'connecting' } as const
const failed = (subject: SyncSubject, change: SyncChange, state: BatchState = 'failed') => ({
  subject,
  change,
  state,
})

describe('R272, R273: what may be decided about a batch', () => {
  test.each<[SyncSubject, SyncChange, readonly BatchDecision[], readonly BatchDecision[]]>([
    ['enterprise', 'add', ['repeat', 'give_up'], ['repeat', 'give_up']],
    ['enterprise', 'change', ['repeat', 'continue', 'give_up'], ['repeat', 'give_up']],
    ['enterprise', 'delete', ['repeat', 'continue', 'give_up'], ['repeat', 'give_up']],
    ['app', 'add', ['repeat', 'give_up'], ['repeat', 'give_up']],
    ['app', 'change', ['repeat', 'continue', 'give_up'], ['repeat', 'give_up']],
    ['departments', 'list', ['repeat', 'continue'], ['repeat', 'continue', 'give_up']],
    ['department', 'delete', ['repeat', 'continue'], ['repeat', 'continue', 'give_up']],
    ['people', 'add', ['repeat', 'continue'], ['repeat', 'continue', 'give_up']],
    ['people', 'delete', ['repeat', 'continue'], ['repeat', 'continue', 'give_up']],
  ])('%s, %s: %j; at the end of the connection %j', (subject, change, whileGoing, atTheEnd) => {
    expect(listDecisions(failed(subject, change), going)).toEqual(whileGoing)
    expect(listDecisions(failed(subject, change), ending)).toEqual(atTheEnd)
  })

  test('R270: a test account is only repeated', () => {
    expect(listDecisions(failed('enterprise', 'add'), testAccount)).toEqual(['repeat'])
  })

  test.each<BatchState>(['confirmed', 'repeated', 'left_out', 'given_up', 'dropped'])(
    'nothing about one that is %s',
    (state) => {
      expect(listDecisions(failed('people', 'add', state), going)).toEqual([])
      expect(() => decideAsked(failed('people', 'add', state), going, 'repeat')).toThrow(
        expect.objectContaining({ code: 'app.batch_decided' }),
      )
    },
  )

  test.each([
    ['a connecting app', connecting, ['give_up']],
    ['an ending app', ending, ['give_up']],
    ['a connected app', going, []],
    ['a test account', testAccount, []],
  ])('R273: an open one of %s may only be given up, or not at all', (_, app, decisions) => {
    const open = failed('people', 'add', 'open')
    expect(listDecisions(open, app)).toEqual(decisions)
    expect(listDecisions({ ...open, answer: 'confirmed' }, app)).toEqual([])
    expect(() => decideAsked(open, app, 'repeat')).toThrow(
      expect.objectContaining({ code: 'app.decision_impossible' }),
    )
  })

  test('a decision that is possible has its state, another is refused', () => {
    expect(decideAsked(failed('people', 'add'), going, 'repeat')).toBe('repeated')
    expect(decideAsked(failed('people', 'add'), going, 'continue')).toBe('left_out')
    expect(decideAsked(failed('app', 'add'), going, 'give_up')).toBe('given_up')
    expect(() => decideAsked(failed('app', 'add'), going, 'continue')).toThrow(
      expect.objectContaining({ code: 'app.decision_impossible' }),
    )
  })
})

test.each([
  ['enterprise', 'add', { kind: 'sync_enterprise', change: 'add' }],
  ['app', 'delete', { kind: 'sync_app', change: 'delete' }],
  ['department', 'change', { kind: 'sync_department', change: 'change' }],
  ['departments', 'list', { kind: 'sync_departments' }],
  ['people', 'withdraw', { kind: 'sync_people', change: 'withdraw' }],
] as const)('a batch of %s, %s, is one call', (subject, change, operation) => {
  expect(toOperation({ id: 'syb_1', subject, change })).toEqual({ ...operation, batchId: 'syb_1' })
})

test('what no call can say is a fault', () => {
  expect(() => toOperation({ id: 'syb_1', subject: 'people', change: 'list' })).toThrow('syb_1')
  expect(() => toOperation({ id: 'syb_1', subject: 'app', change: 'withdraw' })).toThrow('syb_1')
})

test('what is removed, and what people call an item', () => {
  expect((['add', 'change', 'delete', 'withdraw', 'list'] as const).filter(isRemoval)).toEqual([
    'delete',
    'withdraw',
  ])
  expect(formatItem({ code: '10000', name: '研发部' })).toBe('研发部')
  expect(formatItem({ appId: 'A1', clientId: 'c', publicKey: 'k', oaep: 'sha256-sha256' })).toBe('A1')
})
