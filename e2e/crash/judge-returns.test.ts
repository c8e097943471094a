import { expect, test } from 'vitest'
import { judge } from './judge.ts'
import type { Evidence } from './judge.ts'
import { combineChanges, withChanged, withDoubled, without } from './doctored.ts'
import { parseDay, formatNumber } from './judged-rows.ts'
import { withMoreReturns, createReturnsEvidence, withReturnLine } from './judged-returns.ts'

test('lives that were given back in part and in whole are acquitted', () => {
  expect(judge(createReturnsEvidence())).toEqual([])
})

const refused =
  (from: string) =>
  ({ returns }: Evidence): Partial<Evidence> => ({
    returns: {
      ...returns,
      refused: [{ serviceId: 'sub_R', from: Date.parse(from), to: Date.parse(from) + 5 }],
    },
  })

test('R131, R132: the eleventh of a year is refused, and the year begins at midnight in the market’s zone', () => {
  const tenth = '2026-12-31T06:00:00.000Z'
  const eleven = combineChanges(withMoreReturns(7, tenth), refused('2026-12-31T15:00:00.000Z'))

  const faults = judge(createReturnsEvidence(eleven))
  const ofNextYear = judge(
    createReturnsEvidence(
      combineChanges(withMoreReturns(7, tenth), withMoreReturns(3, '2026-12-31T16:00:00.000Z')),
    ),
  )

  expect(faults.filter((fault) => /gave back|not taken back/.test(fault))).toEqual([])
  expect(ofNextYear.filter((fault) => /gave back/.test(fault))).toEqual([])
})

const planted: [string, (evidence: Evidence) => Partial<Evidence>, RegExp][] = [
  // Money.
  [
    'a return that gives less than its lines cost',
    combineChanges(
      withChanged('refund', 'rfd_R2', { amount_minor: '900' }),
      withChanged('order', 'ord_R2r', { total_minor: '900' }),
    ),
    /sub_R: CS26R2R: gave back 900, and other than that was paid for the days of CS26R2-000001/,
  ],
  [
    'a return without a posting',
    without('ledger_posting', 'pst_ord_R2r'),
    /CS26R2R: gives back 1000, by 0 postings/,
  ],
  [
    'a return that was posted twice',
    withDoubled('ledger_posting', 'pst_ord_R1r', { id: 'pst_X' }),
    /CS26R1R: gives back 1000, by 2 postings/,
  ],
  [
    'a return whose posting gives something else',
    withChanged('order', 'ord_R2r', { total_minor: '1100' }),
    /CS26R2R: gives back 1100, and 1000 came/,
  ],
  [
    'a refund that names another posting',
    withChanged('refund', 'rfd_R2', { posting_id: 'pst_ord_R1r' }),
    /CS26R2R: its refunds name another posting/,
  ],
  [
    'a return that was confirmed and lost',
    ({ returns }) => ({ returns: { ...returns, made: [{ number: formatNumber('XR'), amount: '1.00' }] } }),
    /CS26XR: returned, as the buyer was told, and not in the export/,
  ],
  [
    'another amount than the buyer was told',
    ({ returns }) => ({ returns: { ...returns, made: [{ number: formatNumber('R2R'), amount: '9.00' }] } }),
    /CS26R2R: 9.00 was shown, and 10.00 went back/,
  ],
  // Whole services.
  [
    'a service that was returned and goes on',
    withChanged('subscription', 'sub_R', { state: 'active' }),
    /sub_R: CS26R1R returned it, and it is active/,
  ],
  [
    'a service whose conversion went back and that its buyer keeps',
    withChanged('subscription', 'sub_T', { state: 'active' }),
    /sub_T: CS26T2R returned it, and it is active/,
  ],
  [
    'a service that was returned, with a line that was kept',
    combineChanges(without('refund', 'ord_R2'), withChanged('order_line', 'orl_R2', { state: 'completed' })),
    /sub_R: CS26R1R returned it, and its line CS26R2-000001 is completed/,
  ],
  [
    'a service that was returned for nothing',
    combineChanges(without('refund', 'ord_T2'), withChanged('order_line', 'orl_T2', { state: 'completed' })),
    /sub_T: it was returned, and no money went back/,
  ],
  [
    'a return after the five days',
    withChanged('refund', 'rfd_R1', { requested_at: '2026-07-06T04:00:05.000Z' }),
    /sub_R: CS26R1R returned it at 2026-07-06T04:00:05.000Z, and its days had begun at 2026-07-01T04/,
  ],
  [
    'a release with the number of what was bought',
    withChanged('call', 'cal_R1R_release', {
      operation: { reference: 'i-R', orderNumber: formatNumber('R1') },
    }),
    /sub_R: its release says CS26R1 undefined, and CS26R1R CS26R1R-000001 returned it/,
  ],
  [
    'a release that names no order on the wire',
    withReturnLine('cal_T2R_release', { orderId: undefined as never }),
    /sub_T: its release says undefined CS26T2R-000001, and CS26T2R CS26T2R-000001 returned it/,
  ],
  [
    'a service that was returned and not released',
    combineChanges(without('call', 'cal_R1R_release'), without('attempt', 'cal_R1R_release')),
    /sub_R: it is cancelled, and is released by 0 calls/,
  ],
  // Renewals.
  [
    'a renewal that was returned and is held',
    withChanged('subscription_term', 'trm_R2', { refunded_at: null }),
    /sub_R: term 2 is held, and its line is refunded/,
  ],
  [
    'a renewal that was returned when it had begun',
    withChanged('refund', 'rfd_R2', { requested_at: '2026-08-01T04:00:10.000Z' }),
    /sub_R: CS26R2R returned CS26R2-000001 at 2026-08-01.*, which was no renewal to come/,
  ],
  [
    'a renewal whose return its seller was not told of',
    combineChanges(without('call', 'cal_R2R_refresh'), without('attempt', 'cal_R2R_refresh')),
    /sub_R: its seller is told by 0 calls that CS26R2R returned a renewal/,
  ],
  [
    'a renewal whose return its seller was told of twice',
    withDoubled('call', 'cal_R2R_refresh', { id: 'cal_X' }),
    /sub_R: its seller is told by 2 calls that CS26R2R returned a renewal/,
  ],
  [
    'a return of which nothing was returned',
    withChanged('call', 'cal_R2R_refresh', {
      operation: {
        reference: 'i-R',
        scene: 'renewal_cancelled',
        orderNumber: formatNumber('XR'),
        lineNumber: `${formatNumber('XR')}-000001`,
        expiresAt: parseDay('08-01'),
      },
    }),
    /sub_R: its seller is told that CS26XR returned a renewal, and it did not/,
  ],
  [
    'a return that is told with the end that was given back',
    withChanged('call', 'cal_R2R_refresh', {
      operation: {
        reference: 'i-R',
        scene: 'renewal_cancelled',
        orderNumber: formatNumber('R2R'),
        lineNumber: `${formatNumber('R2R')}-000001`,
        expiresAt: parseDay('09-01'),
      },
    }),
    /sub_R: cal_R2R_refresh tells the end 2026-09-01.*, then it was 2026-08-01/,
  ],
  [
    'a return that is told as a renewal',
    withReturnLine('cal_R2R_refresh', { scene: 'RENEWAL' }),
    /says RENEWAL until .*, the call UNSUBSCRIBE_RENEWAL_PERIOD/,
  ],
  [
    'a return with another line’s number on the wire',
    withReturnLine('cal_R2R_refresh', { orderLineId: `${formatNumber('R2')}-000001` }),
    /sub_R: cal_R2R_refresh names another line than CS26R2R-000001/,
  ],
  // Ten per year.
  [
    'an eleventh of a year',
    withMoreReturns(8, '2026-07-10T04:00:00.000Z'),
    /byr_1: gave back 11 times in 2026/,
  ],
  [
    'an eleventh in the last hour of the year of the market’s zone',
    combineChanges(
      withMoreReturns(7, '2026-07-10T04:00:00.000Z'),
      withMoreReturns(1, '2026-12-31T15:59:59.999Z'),
    ),
    /byr_1: gave back 11 times in 2026/,
  ],
  [
    'a tenth that was refused',
    combineChanges(withMoreReturns(6, '2026-07-10T04:00:00.000Z'), refused('2026-07-11T04:00:00.000Z')),
    /sub_R: was not taken back at 2026-07-11.*, as if 10 were used; 9 were/,
  ],
  [
    'a page that shows more used than there are',
    ({ returns }) => ({
      returns: { ...returns, quotas: returns.quotas.map((one) => ({ ...one, used: 2 })) },
    }),
    /byr_1: was told at .* that 2 of 2026 are used, and 0 to 1 were/,
  ],
]

test.each(planted)('%s is found', (_, change, complaint) => {
  expect(judge(createReturnsEvidence(change)).join('\n')).toMatch(complaint)
})
