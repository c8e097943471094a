import { expect, test } from 'vitest'
import { toInstant } from '@loggia/kernel'
import { createExchangeLog } from './exchange-log.ts'

type Heard = Parameters<ReturnType<typeof createExchangeLog>['add']>[0]

/** An exchange whose request has a body of this length, in characters. */
const heard = (length: number): Heard => ({
  of: {
    callId: 'cal_1',
    n: 1,
    activity: 'newInstance',
    protocol: 'saas-v2',
    live: false,
    sellerId: 'sel_1',
    productId: 'prd_1',
    subject: 'sub_1',
  },
  outgoing: {
    method: 'POST',
    url: new URL('http://seller.example/saas'),
    headers: {},
    body: 'x'.repeat(length),
    timeLimitMs: 1000,
    replyLimitBytes: 1000,
  },
  sent: { durationMs: 1, fault: { code: 'timed_out', phase: 'headers', ms: 1000 } },
  outcome: { kind: 'unreachable', verdict: { code: 'timed_out', phase: 'headers', ms: 1000 } },
})

test('the newest exchanges are kept, their numbers go on, and those that were dropped are counted', () => {
  const told: number[] = []
  const log = createExchangeLog(({ id }) => told.push(id), { exchanges: 3, characters: 10_000 })
  for (let n = 1; n <= 5; n += 1) log.add(heard(10), toInstant(n))

  expect(log.list().map(({ id }) => id)).toEqual([3, 4, 5])
  expect(told).toEqual([1, 2, 3, 4, 5])
  expect(log.count()).toBe(5)
  expect(log.since(0)).toMatchObject({ dropped: 2 })
  expect(log.since(1)).toMatchObject({ exchanges: [{ id: 3 }, { id: 4 }, { id: 5 }], dropped: 1 })
  expect(log.since(3)).toMatchObject({ exchanges: [{ id: 4 }, { id: 5 }], dropped: 0 })
  log.clear()
  expect(log.add(heard(10), toInstant(6)).id).toBe(1)
  expect(log.since(0).dropped).toBe(0)
})

test('long messages are dropped sooner, and the newest is kept however long it is', () => {
  const log = createExchangeLog(() => undefined, { exchanges: 100, characters: 1_000 })
  const kept = (): number[] => log.list().map(({ id }) => id)

  for (let n = 1; n <= 3; n += 1) log.add(heard(400), toInstant(n))
  expect(kept()).toEqual([2, 3])
  log.add(heard(5_000), toInstant(4))
  expect(kept()).toEqual([4])
  log.add(heard(10), toInstant(5))
  expect(kept()).toEqual([5])
})
