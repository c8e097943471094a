import { expect, test } from 'vitest'
import type { Export, Row, SellerLine } from './books.ts'
import { judge } from './judge.ts'
import {
  createAsked,
  toCallId,
  withChanged,
  createEvidence,
  createExport,
  isRowOf,
  toIsoMoment,
  createJournal,
  toMoment,
  formatNumber,
  createQueried,
  createReleased,
  withRow,
} from './judged-world.ts'

type Changes = Parameters<typeof createEvidence>[0]

const isCall =
  (...[letter, kind]: Parameters<typeof toCallId>) =>
  (row: Row): boolean =>
    row['id'] === toCallId(letter, kind)
const isAttempt =
  (n: number, ...[letter, kind]: Parameters<typeof toCallId>) =>
  (row: Row): boolean =>
    row['call_id'] === toCallId(letter, kind) && row['n'] === n
const withLines = (...lines: SellerLine[]): SellerLine[] => [...createJournal(), ...lines]
const changedLines = (n: number, change: Partial<SellerLine>): SellerLine[] =>
  createJournal().map((line) => (line.n === n ? { ...line, ...change } : line))
const withHistory = (subject: string, kind: string): Partial<Export> =>
  withRow('history', { subject, kind, data: {} })

/** The lines of A's third request, moved after those of the query that followed its answer. */
function answeredAfterTheQuery(): SellerLine[] {
  const lines = createJournal()
  const [answer] = lines.splice(
    lines.findIndex((line) => line.n === 3 && line.phase === 'answered'),
    1,
  )
  return [...lines, ...(answer ? [answer] : [])]
}

const planted: [string, Changes, RegExp][] = [
  [
    'a request of a later call before the earlier one is closed',
    { exported: withChanged('call', isCall('A', 'create'), { closed_at: toIsoMoment(3.55) }) },
    /request 3.5 of cal_A_query .* out of order: cal_A_create .* not closed yet/,
  ],
  [
    'a later call that is sent although the earlier one is open',
    { exported: withChanged('call', isCall('A', 'create'), { closed_at: null, state: 'stuck' }) },
    /out of order: cal_A_create .* not closed yet/,
  ],
  [
    'a request of an earlier call that is signed after one of a later call',
    {
      exported: withChanged('call', isCall('A', 'query'), { created_at: toIsoMoment(2.5) }),
      journal: changedLines(3.5, { signedAt: toMoment(2.9) }),
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
    { journal: withLines(...createAsked('A', 7, { behaviour: 'ok' })) },
    /request 7: newInstance .* asked when no call for it was open/,
  ],
  [
    'a release that goes on once it is confirmed',
    { journal: withLines(...createReleased('B', 7)) },
    /request 7: releaseInstance i-B was asked when no call for it was open/,
  ],
  [
    'two calls for one thing at once',
    {
      exported: withRow('call', { ...createExport().call.find(isCall('A', 'query')), id: 'cal_A_again' }),
    },
    /request 3.5: queryInstance i-A was asked when 2 calls for it were open/,
  ],
  [
    'an attempt that is missing',
    { exported: { attempt: createExport().attempt.filter((row) => !isAttempt(1, 'A', 'create')(row)) } },
    /cal_A_create: made 2 attempts, and 2 are on record/,
  ],
  [
    'an attempt too many',
    {
      exported: withRow('attempt', { call_id: toCallId('A', 'query'), n: 2, verdict: null, late: false }),
    },
    /cal_A_query: made 1 attempts, and 1,2 are on record/,
  ],
  [
    'a request of which nothing is on record',
    { journal: withLines(...createQueried('A', 3.55)) },
    /cal_A_query: the seller saw 2 requests, and 1 attempts are on record/,
  ],
  [
    'an answer that was applied twice',
    {
      exported: withRow('history', {
        subject: 'ord_A',
        kind: 'call.attempted',
        data: { callId: toCallId('A', 'create'), n: 2 },
      }),
    },
    /cal_A_create: attempt 2 was applied 2 times/,
  ],
  [
    'the answers of two attempts, both applied',
    { exported: withChanged('attempt', isAttempt(1, 'A', 'create'), { verdict: { code: 'succeeded' } }) },
    /cal_A_create: the answers of 2 attempts were applied/,
  ],
  [
    'a late answer that was applied',
    { exported: withChanged('attempt', isAttempt(2, 'A', 'create'), { late: true }) },
    /cal_A_create: confirmed, and its last attempt did not bring the answer/,
  ],
  [
    'an answer that was not applied',
    { exported: withChanged('call', isCall('B', 'release'), { state: 'stopped' }) },
    /cal_B_release: answered, and the answer was not applied: it is stopped/,
  ],
  [
    'an order that was completed twice',
    { exported: withHistory('ord_A', 'order.completed') },
    /ord_A: order.completed happened 2 times/,
  ],
  [
    'a release that is missing in our books',
    { exported: withChanged('instance', isRowOf('B'), { state: 'releasing' }) },
    /B: refunded, and its instance is releasing in our books/,
  ],
  [
    'a release that never reached the seller',
    { exported: withChanged('instance', isRowOf('C'), { state: 'released', reference: 'i-C' }) },
    /C: released in our books, and the seller never released i-C/,
  ],
  [
    'a purchase that another seller was asked for',
    { journal: changedLines(3, { seller: 'sel_2' }) },
    /A: request 3 asked another seller for it/,
  ],
]

test.each(planted)('%s is found', (_, changes, complaint) => {
  const faults = judge(createEvidence(changes))

  expect(faults.join('\n')).toMatch(complaint)
})

const restarted: Partial<Export> = {
  call: [
    ...createExport().call.map((row) =>
      isCall('A', 'query')(row) ? { ...row, state: 'stopped', closed_at: toIsoMoment(8) } : row,
    ),
    {
      ...createExport().call.find(isCall('A', 'query')),
      id: 'cal_A_query2',
      created_at: toIsoMoment(8.5),
      closed_at: toIsoMoment(9.1),
    },
  ],
  attempt: [
    ...createExport().attempt.map((row) =>
      isAttempt(1, 'A', 'query')(row) ? { ...row, verdict: { code: 'timed_out' } } : row,
    ),
    { call_id: 'cal_A_query2', n: 1, verdict: { code: 'succeeded' }, late: false },
  ],
}

test('a call that was started again is judged like any other', () => {
  const lines = [...changedLines(3.5, { taken: false }), ...createQueried('A', 9)]

  expect(judge(createEvidence({ exported: restarted, journal: lines }))).toEqual([])
})

test('a request of a restarted call before the first one is closed is found', () => {
  const call = (restarted.call ?? []).map((row) =>
    isCall('A', 'query')(row)
      ? { ...row, closed_at: toIsoMoment(8.4) }
      : row['id'] === 'cal_A_query2'
        ? { ...row, created_at: toIsoMoment(8.5) }
        : row,
  )
  const early = createQueried('A', 9).map((line) => ({ ...line, at: toIsoMoment(8.3) }))

  const faults = judge(
    createEvidence({ exported: { ...restarted, call }, journal: [...createJournal(), ...early] }),
  )

  expect(faults.join('\n')).toMatch(
    /request 9 of cal_A_query2 .* out of order: cal_A_query .* not closed yet/,
  )
})

test('a purchase from a seller whose server was away all the time is no fault, refunded unasked or untried', () => {
  const unasked = createJournal().filter((line) => line.orderId !== formatNumber('C'))
  const refused = withChanged('attempt', isAttempt(1, 'C', 'create'), {
    verdict: { code: 'connection_refused' },
  })
  const untried: Partial<Export> = {
    ...withChanged('call', isCall('C', 'create'), { fence: 0 }),
    attempt: createExport().attempt.filter((row) => !isAttempt(1, 'C', 'create')(row)),
  }
  const expired = withHistory('ord_C', 'call.expired')

  expect(judge(createEvidence({ exported: refused, journal: unasked }))).toEqual([])
  expect(judge(createEvidence({ exported: { ...untried, ...expired }, journal: unasked }))).toEqual([])
  expect(judge(createEvidence({ exported: untried, journal: unasked }))).toEqual([
    expect.stringMatching(/C: paid, and the seller was never asked/),
  ])
})

test('a request that its seller reads late, when the call has long gone on, is no fault', () => {
  const late = createAsked('A', 9, { behaviour: 'ok', signedAt: toMoment(2.5) })
  const changes: Partial<Export> = {
    ...withChanged('call', isCall('A', 'create'), { fence: 3 }),
    attempt: [
      ...createExport().attempt.map((row) =>
        isAttempt(2, 'A', 'create')(row) ? { ...row, verdict: { code: 'interrupted' }, late: true } : row,
      ),
      { call_id: toCallId('A', 'create'), n: 3, verdict: { code: 'succeeded' }, late: false },
    ],
  }

  expect(judge(createEvidence({ exported: changes, journal: withLines(...late) }))).toEqual([])
})

test('an operation that the judge does not know is an error and no acquittal', () => {
  const unknown = withChanged('call', isCall('A', 'query'), { operation_kind: 'freeze_instance' })

  expect(() => judge(createEvidence({ exported: unknown }))).toThrow(/how freeze_instance looks on the wire/)
})
