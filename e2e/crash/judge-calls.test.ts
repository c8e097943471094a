import { expect, test } from 'vitest'
import type { Export, Row, SellerLine } from './books.ts'
import { judge } from './judge.ts'
import {
  asked,
  callId,
  changed,
  evidence,
  exported,
  isOf,
  isoMoment,
  journal,
  moment,
  number,
  queried,
  released,
  withRow,
} from './judged-world.ts'

type Changes = Parameters<typeof evidence>[0]

const isCall =
  (...[letter, kind]: Parameters<typeof callId>) =>
  (row: Row): boolean =>
    row['id'] === callId(letter, kind)
const isAttempt =
  (n: number, ...[letter, kind]: Parameters<typeof callId>) =>
  (row: Row): boolean =>
    row['call_id'] === callId(letter, kind) && row['n'] === n
const withLines = (...lines: SellerLine[]): SellerLine[] => [...journal(), ...lines]
const changedLines = (n: number, change: Partial<SellerLine>): SellerLine[] =>
  journal().map((line) => (line.n === n ? { ...line, ...change } : line))
const withHistory = (subject: string, kind: string): Partial<Export> =>
  withRow('history', { subject, kind, data: {} })

/** The lines of A's third request after those of the query that its answer led to. */
function answeredAfterTheQuery(): SellerLine[] {
  const lines = journal()
  const [answer] = lines.splice(
    lines.findIndex((line) => line.n === 3 && line.phase === 'answered'),
    1,
  )
  return [...lines, ...(answer ? [answer] : [])]
}

const planted: [string, Changes, RegExp][] = [
  [
    'a request of a later call before the earlier one is closed',
    { exported: changed('call', isCall('A', 'create'), { closed_at: isoMoment(3.55) }) },
    /request 3.5 of cal_A_query .* out of order: cal_A_create .* not closed yet/,
  ],
  [
    'a later call that is sent although the earlier one is open',
    { exported: changed('call', isCall('A', 'create'), { closed_at: null, state: 'stuck' }) },
    /out of order: cal_A_create .* not closed yet/,
  ],
  [
    'a request of an earlier call that is signed after one of a later call',
    {
      exported: changed('call', isCall('A', 'query'), { created_at: isoMoment(2.5) }),
      journal: changedLines(3.5, { signedAt: moment(2.9) }),
    },
    /out of order: a request of cal_A_create .* signed after it/,
  ],
  [
    'a later call before the answer to the earlier one',
    { journal: answeredAfterTheQuery() },
    /out of order: cal_A_create .* not answered yet/,
  ],
  [
    'a request for a call that is closed',
    { journal: withLines(...asked('A', 7, { behaviour: 'ok' })) },
    /request 7: newInstance .* asked when no call for it was open/,
  ],
  [
    'a release that goes on once it is confirmed',
    { journal: withLines(...released('B', 7)) },
    /request 7: releaseInstance i-B was asked when no call for it was open/,
  ],
  [
    'two calls for one thing at once',
    {
      exported: withRow('call', { ...exported().call.find(isCall('A', 'query')), id: 'cal_A_again' }),
    },
    /request 3.5: queryInstance i-A was asked when 2 calls for it were open/,
  ],
  [
    'an attempt that is missing',
    { exported: { attempt: exported().attempt.filter((row) => !isAttempt(1, 'A', 'create')(row)) } },
    /cal_A_create: made 2 attempts, and 2 are on record/,
  ],
  [
    'an attempt too many',
    {
      exported: withRow('attempt', { call_id: callId('A', 'query'), n: 2, verdict: null, late: false }),
    },
    /cal_A_query: made 1 attempts, and 1,2 are on record/,
  ],
  [
    'a request of which nothing is on record',
    { journal: withLines(...queried('A', 3.55)) },
    /cal_A_query: the seller saw 2 requests, and 1 attempts are on record/,
  ],
  [
    'an answer that was applied twice',
    {
      exported: withRow('history', {
        subject: 'ord_A',
        kind: 'call.attempted',
        data: { callId: callId('A', 'create'), n: 2 },
      }),
    },
    /cal_A_create: attempt 2 was applied 2 times/,
  ],
  [
    'the answers of two attempts, both applied',
    { exported: changed('attempt', isAttempt(1, 'A', 'create'), { verdict: { code: 'succeeded' } }) },
    /cal_A_create: the answers of 2 attempts were applied/,
  ],
  [
    'a late answer that was applied',
    { exported: changed('attempt', isAttempt(2, 'A', 'create'), { late: true }) },
    /cal_A_create: confirmed, and its last attempt did not bring the answer/,
  ],
  [
    'an answer that was not applied',
    { exported: changed('call', isCall('B', 'release'), { state: 'stopped' }) },
    /cal_B_release: answered, and the answer was not applied: it is stopped/,
  ],
  [
    'an order that was completed twice',
    { exported: withHistory('ord_A', 'order.completed') },
    /ord_A: order.completed happened 2 times/,
  ],
  [
    'a release that is missing in our books',
    { exported: changed('instance', isOf('B'), { state: 'releasing' }) },
    /B: refunded, and its instance is releasing in our books/,
  ],
  [
    'a release that never reached the seller',
    { exported: changed('instance', isOf('C'), { state: 'released', reference: 'i-C' }) },
    /C: released in our books, and the seller never released i-C/,
  ],
  [
    'a purchase that another seller was asked for',
    { journal: changedLines(3, { seller: 'sel_2' }) },
    /A: request 3 asked another seller for it/,
  ],
]

test.each(planted)('%s is found', (_, changes, complaint) => {
  const faults = judge(evidence(changes))

  expect(faults.join('\n')).toMatch(complaint)
})

const restarted: Partial<Export> = {
  call: [
    ...exported().call.map((row) =>
      isCall('A', 'query')(row) ? { ...row, state: 'stopped', closed_at: isoMoment(8) } : row,
    ),
    {
      ...exported().call.find(isCall('A', 'query')),
      id: 'cal_A_query2',
      created_at: isoMoment(8.5),
      closed_at: isoMoment(9.1),
    },
  ],
  attempt: [
    ...exported().attempt.map((row) =>
      isAttempt(1, 'A', 'query')(row) ? { ...row, verdict: { code: 'timed_out' } } : row,
    ),
    { call_id: 'cal_A_query2', n: 1, verdict: { code: 'succeeded' }, late: false },
  ],
}

test('a call that was started again is judged like any other', () => {
  const lines = [...changedLines(3.5, { taken: false }), ...queried('A', 9)]

  expect(judge(evidence({ exported: restarted, journal: lines }))).toEqual([])
})

test('a request of a restarted call before the first one is closed is found', () => {
  const call = (restarted.call ?? []).map((row) =>
    isCall('A', 'query')(row)
      ? { ...row, closed_at: isoMoment(8.4) }
      : row['id'] === 'cal_A_query2'
        ? { ...row, created_at: isoMoment(8.5) }
        : row,
  )
  const early = queried('A', 9).map((line) => ({ ...line, at: isoMoment(8.3) }))

  const faults = judge(evidence({ exported: { ...restarted, call }, journal: [...journal(), ...early] }))

  expect(faults.join('\n')).toMatch(
    /request 9 of cal_A_query2 .* out of order: cal_A_query .* not closed yet/,
  )
})

test('a purchase from a seller whose server was away all the time is no fault, refunded unasked or untried', () => {
  const unasked = journal().filter((line) => line.orderId !== number('C'))
  const refused = changed('attempt', isAttempt(1, 'C', 'create'), { verdict: { code: 'connection_refused' } })
  const untried: Partial<Export> = {
    ...changed('call', isCall('C', 'create'), { fence: 0 }),
    attempt: exported().attempt.filter((row) => !isAttempt(1, 'C', 'create')(row)),
  }
  const expired = withHistory('ord_C', 'call.expired')

  expect(judge(evidence({ exported: refused, journal: unasked }))).toEqual([])
  expect(judge(evidence({ exported: { ...untried, ...expired }, journal: unasked }))).toEqual([])
  expect(judge(evidence({ exported: untried, journal: unasked }))).toEqual([
    expect.stringMatching(/C: paid, and the seller was never asked/),
  ])
})

test('a request that its seller reads late, when the call has long gone on, is no fault', () => {
  const late = asked('A', 9, { behaviour: 'ok', signedAt: moment(2.5) })
  const changes: Partial<Export> = {
    ...changed('call', isCall('A', 'create'), { fence: 3 }),
    attempt: [
      ...exported().attempt.map((row) =>
        isAttempt(2, 'A', 'create')(row) ? { ...row, verdict: { code: 'interrupted' }, late: true } : row,
      ),
      { call_id: callId('A', 'create'), n: 3, verdict: { code: 'succeeded' }, late: false },
    ],
  }

  expect(judge(evidence({ exported: changes, journal: withLines(...late) }))).toEqual([])
})

test('an operation that the judge does not know is an error and no acquittal', () => {
  const unknown = changed('call', isCall('A', 'query'), { operation_kind: 'freeze_instance' })

  expect(() => judge(evidence({ exported: unknown }))).toThrow(/how freeze_instance looks on the wire/)
})
