import { expect, test } from 'vitest'
import type { Row } from './books.ts'
import type { Evidence } from './judge.ts'
import { judge } from './judge.ts'
import { combineChanges, withChanged, withDoubled, without } from './doctored.ts'
import { createCallRow, createSellerLines, formatNoon, formatNumber } from './judged-rows.ts'
import { createSupervisedEvidence } from './judged-supervision.ts'

test('six supervised deliveries in which everything went well are acquitted', () => {
  expect(judge(createSupervisedEvidence())).toEqual([])
})

/** The seller has named the license of L. */
const withNamed = withChanged('license', 'lic_L', { reference: 'i-L' })
const withCall =
  (kind: string, operation: Row) =>
  ({ exported }: Evidence): Partial<Evidence> => {
    const asked = { id: `cal_${kind}`, life: 'L', kind, activity: '', at: formatNoon('01-01'), says: {} }
    const row = createCallRow({ ...asked, operation: { licenseId: 'lic_L', ...operation } })
    return { exported: { ...exported, call: [...exported.call, row] } }
  }

const planted: [string, (evidence: Evidence) => Partial<Evidence>, RegExp][] = [
  // One supervision for each delivery.
  ['a delivery that nobody supervises', without('supervision', 'spv_W'), /dlv_W: is supervised 0 times/],
  [
    'a delivery that is supervised twice',
    withDoubled('supervision', 'spv_W', { id: 'spv_X' }),
    /dlv_W: is supervised 2 times/,
  ],
  [
    'a supervision of nothing',
    withDoubled('supervision', 'spv_W', { id: 'spv_X', delivery_id: 'dlv_X' }),
    /spv_X: supervises a delivery that is not there/,
  ],
  // Its way.
  [
    'a step that is not in the flow',
    without('history', 'W1'),
    /spv_W: has demand.rejected while it is demand/,
  ],
  [
    'a step that nobody recorded',
    without('history', 'W11'),
    /spv_W: has delivery.accepted while it is recheck\n.*is done, and recheck by its history/,
  ],
  [
    'an unrecorded rejection',
    combineChanges(without('history', 'W6'), without('history', 'W7')),
    /rejections 1, and 0 by its history/,
  ],
  [
    'an acceptance before the last part',
    withChanged('history', 'W4', { data: { supervisionId: 'spv_W', milestones: 3 } }),
    /is done, and performing by its history/,
  ],
  [
    'an order that was marked and not re-checked',
    combineChanges(without('history', 'W11'), withChanged('supervision', 'spv_W', { stage: 'recheck' })),
    /has delivery.accepted while it is recheck/,
  ],
  [
    'a delivery before the service is open',
    combineChanges(without('history', 'S1'), withChanged('supervision', 'spv_S', { opened_at: null })),
    /spv_S: has delivery.made while it is performing/,
  ],
  [
    'a delivery that nobody recorded',
    withChanged('supervision', 'spv_P', { delivered_at: formatNoon('01-03') }),
    /spv_P: has delivered_at true, and false by its history/,
  ],
  [
    'an acceptance without a delivery that nobody decided',
    withChanged('delivery', 'dlv_W', { delivered_at: null }),
    /W-000001: its delivery is dated by accepted_at/,
  ],
  [
    'a step after the end',
    withDoubled('history', 'W1', { id: 'W13', sequence: 13 }),
    /spv_W: has demand.submitted while it is done/,
  ],
  // Codes (R76, R142).
  [
    'a code that is collected twice',
    withDoubled('history', 'L4', { id: 'L4b', sequence: 4.5 }),
    /spv_L: has delivery.code_collected while it is activation/,
  ],
  [
    'an activation of a code that nobody collected',
    combineChanges(without('history', 'L4'), withChanged('supervision', 'spv_L', { collected_at: null })),
    /spv_L: has delivery.activated while it is collection\n.*is done, and collection by its history/,
  ],
  [
    'a collection that is not in the history',
    withChanged('supervision', 'spv_W', { collected_at: formatNoon('01-03') }),
    /spv_W: has collected_at true, and false by its history/,
  ],
  [
    'a request for a refund of a collected code',
    withDoubled('history', 'L4', { id: 'L4b', sequence: 4.5, kind: 'refund_request.asked' }),
    /spv_L: has refund_request.asked while it is activation/,
  ],
  [
    'an activation without the re-check that was due',
    withDoubled('history', 'L1', {
      id: 'L0',
      sequence: 0.5,
      kind: 'delivery.recheck_marked',
      data: { supervisionId: 'spv_L', needed: true },
    }),
    /spv_L: is done, and recheck by its history/,
  ],
  [
    'a term that began before the activation',
    withChanged('supervision', 'spv_L', { begun_at: formatNoon('01-03') }),
    /spv_L: is in use since 2026-01-03.*, and was activated at 2026-01-04/,
  ],
  [
    'an activation that began nothing',
    withChanged('supervision', 'spv_L', { begun_at: null }),
    /spv_L: is in use since no time, and was activated at 2026-01-04/,
  ],
  ['a license that is lost', without('license', 'lic_L'), /CS26L: has 0 licenses/],
  // What the seller of a license is told.
  [
    'a release of a license that goes on',
    combineChanges(withNamed, withCall('release_license', {})),
    /sub_L: it is active, and is released by 1 calls/,
  ],
  [
    'a license that is over, and nobody released it',
    combineChanges(withNamed, withChanged('subscription', 'sub_L', { state: 'released' })),
    /sub_L: it is released, and is released by 0 calls/,
  ],
  [
    'a freeze of a license that was never frozen',
    combineChanges(
      withNamed,
      withCall('create_activation', { orderNumber: formatNumber('L'), lineNumber: '1' }),
      withCall('set_license_status', { status: 'frozen' }),
    ),
    /sub_L: it was never frozen, and its seller is told frozen/,
  ],
  [
    'a call about a license that its seller does not know',
    withCall('set_license_status', { status: 'frozen' }),
    /sub_L: cal_set_license_status .* is about a license that its seller has not named/,
  ],
  [
    'an application that no call made',
    ({ journal }) => ({
      journal: [
        ...journal,
        ...createSellerLines(
          {
            id: 'cal_X',
            life: 'L',
            kind: 'apply_license',
            activity: 'getLicenseAsync',
            at: formatNoon('01-02'),
            operation: {},
            says: { eventId: 'event-9' },
          },
          9,
        ),
      ],
    }),
    /request 10: getLicenseAsync event-9 was asked when no call for it was open/,
  ],
  // Appeals.
  [
    'a step while it is appealed',
    withDoubled('history', 'S2', { id: 'S4', sequence: 4, kind: 'delivery.accepted' }),
    /spv_S: has delivery.accepted while it is acceptance, appealed/,
  ],
  [
    'two open appeals',
    withDoubled('appeal', 'ape_S', { id: 'ape_X' }),
    /spv_S: has 2 open appeals\n.*has 2\/0\/0 appeals, withdrawn and decided, and 1\/0\/0 by its history/,
  ],
  [
    'an appeal that does not stop it',
    withChanged('supervision', 'spv_S', { appealed_at: null }),
    /spv_S: is not stopped, and has 1 open appeals/,
  ],
  [
    'an appeal that the other side withdrew',
    withChanged('history', 'G4', { data: { supervisionId: 'spv_G', by: 'seller' } }),
    /spv_G: has appeal.withdrawn while it is acceptance, appealed/,
  ],
  [
    'a decision that was not carried out',
    withChanged('history', 'P3', { data: { supervisionId: 'spv_P', outcome: 'done' } }),
    /spv_P: has delivery.refunded while it is confirmation/,
  ],
  // Requests for refunds.
  [
    'a step while a refund is asked for',
    withDoubled('history', 'B1', { id: 'B2b', sequence: 2.5, kind: 'delivery.accepted' }),
    /spv_B: has delivery.accepted while it is acceptance, asked/,
  ],
  [
    'an appeal of the seller against a request',
    withChanged('history', 'B3', { data: { supervisionId: 'spv_B', by: 'seller' } }),
    /spv_B: has appeal.opened while it is acceptance, asked/,
  ],
  [
    'a request that is refunded before the goods are back',
    without('history', 'B9'),
    /spv_B: has 2\/1\/0\/1 refund requests.*and 2\/1\/0\/0 by its history/,
  ],
  [
    'an open request that does not stop it',
    withChanged('refund_request', 'rrq_B1', { state: 'seller_review' }),
    /spv_B: is not stopped for a refund, and has 1 open requests\n.*has 2\/0\/0\/1 refund requests.*and 2\/1\/0\/1 by/,
  ],
  [
    'a request that was refunded twice',
    withChanged('refund_request', 'rrq_B1', { state: 'refunded' }),
    /spv_B: has 2 refunded requests, and is refunded for negotiated/,
  ],
  [
    'a request that nobody refunded',
    withChanged('refund', 'ord_B', { cause: 'not_delivered' }),
    /spv_B: has 1 refunded requests, and is refunded for not_delivered/,
  ],
  [
    'another amount than was agreed',
    ({ exported }) => ({
      exported: {
        ...exported,
        refund_request_line: exported.refund_request_line.map((row) => ({ ...row, amount_minor: '2999' })),
      },
    }),
    /spv_B: is ended, and 3000 of 5000 went back, not 2999/,
  ],
  // The ends.
  [
    'a delivery that is accepted though nobody was done',
    withChanged('delivery', 'dlv_S', {
      state: 'accepted',
      delivered_at: formatNoon('01-02'),
      accepted_at: formatNoon('01-02'),
    }),
    /its delivery waits for its acceptance, and is accepted/,
  ],
  [
    'a delivery that is done and not accepted',
    withChanged('delivery', 'dlv_W', { state: 'started', delivered_at: null, accepted_at: null }),
    /spv_W: is done, and its delivery and line are started completed/,
  ],
  [
    'a line that hangs',
    withChanged('order_line', 'orl_G', { state: 'open' }),
    /spv_G: is done, and its delivery and line are accepted open/,
  ],
  [
    'a term that begins with the acceptance though it was in use before',
    combineChanges(
      withChanged('subscription', 'sub_W', { starts_at: formatNoon('02-01'), anchor_day: 1 }),
      withChanged('subscription_term', 'trm_W', { starts_at: formatNoon('02-01') }),
    ),
    /spv_W: was accepted at 2026-02-01.*, and its term begins at 2026-02-01/,
  ],
  [
    'a term that begins with the delivery',
    combineChanges(
      withChanged('subscription', 'sub_G', { starts_at: formatNoon('01-02'), anchor_day: 2 }),
      withChanged('subscription_term', 'trm_G', { starts_at: formatNoon('01-02') }),
    ),
    /spv_G: was accepted at 2026-01-14.*, and its term begins at 2026-01-02/,
  ],
  [
    'a term that begins before the acceptance',
    withChanged('subscription', 'sub_S', { state: 'active', starts_at: formatNoon('01-02') }),
    /spv_S: is acceptance, and its term began\n.*its service is active/,
  ],
  [
    'a day of use that nobody entered',
    withChanged('supervision', 'spv_W', { begun_at: formatNoon('01-20') }),
    /spv_W: is in use since 2026-01-20T04.*, and since 2026-01-19T16.* by its history/,
  ],
  [
    'an instance that was released before the acceptance',
    withChanged('instance', 'ord_S', { state: 'released' }),
    /S: waits for its acceptance, and its instance is released/,
  ],
  [
    'work for which a server was asked',
    ({ journal }) => ({
      journal: [...journal, { ...(journal[0] as Evidence['journal'][number]), orderId: 'CS26W' }],
    }),
    /W: is performed by people, and the seller’s server was asked/,
  ],
  [
    'an end that somebody was told of',
    () => ({ supervised: [{ supervisionId: 'spv_S', stage: 'done' }] }),
    /spv_S: is done, as somebody was told, and acceptance/,
  ],
  // Money.
  [
    'more money than was decided',
    withChanged('appeal', 'ape_P', { amount_minor: '1999' }),
    /spv_P: is ended, and 2000 of 5000 went back, not 1999/,
  ],
  [
    'a part where all was decided',
    withChanged('appeal', 'ape_P', { amount_minor: null }),
    /spv_P: is ended, and 2000 of 5000 went back, not 5000/,
  ],
  [
    'money back for what is done',
    withDoubled('refund', 'ord_P', { order_id: 'ord_W', order_line_id: 'orl_W' }),
    /spv_W: is done, and 2000 of 5000 went back, not 0/,
  ],
  [
    'money that the market does not hold',
    ({ exported }) => ({
      exported: {
        ...exported,
        ledger_entry: exported.ledger_entry.map((row) =>
          row['posting_id'] === 'pst_ord_S' && row['account_id'] === 'acc_market'
            ? { ...row, amount_minor: '4000' }
            : row,
        ),
      },
    }),
    /spv_S: took 5000, gave back 0, and the market holds 4000/,
  ],
  // What the clock does.
  [
    'goods that the system accepts too early',
    withChanged('history', 'G5', { at: formatNoon('01-13') }),
    /spv_G: was accepted at 2026-01-13.*, and the system accepts at 2026-01-14/,
  ],
  [
    'goods that the system accepts twice',
    withDoubled('history', 'G5', { id: 'G6', sequence: 6 }),
    /spv_G: has delivery.accepted while it is done\n.*was accepted 2 times by the system/,
  ],
  [
    'goods whose receipt nobody could read',
    withChanged('supervision', 'spv_G', { tracking_readable: false }),
    /spv_G: was accepted by the system, and no receipt was read/,
  ],
  [
    'goods that the system forgot',
    combineChanges(
      without('history', 'G5'),
      withChanged('supervision', 'spv_G', { stage: 'acceptance', done_at: null }),
    ),
    /spv_G: is to be accepted at 2026-01-14.*, and was not/,
  ],
  [
    'a reminder that was not sent',
    ({ exported }) => ({
      exported: { ...exported, message: exported.message.filter(({ id }) => !/S_07-30/.test(String(id))) },
    }),
    /spv_S: is open, and did not remind at 2026-07-30/,
  ],
  [
    'a reminder that was sent twice',
    combineChanges(
      withDoubled('message', 'msg_S_07-30_buyer', { id: 'msg_X' }),
      withDoubled('message', 'msg_S_07-30_seller', { id: 'msg_Y' }),
    ),
    /spv_S: reminded at 2026-07-30.*, which is before 2026-08-29/,
  ],
  [
    'a reminder of one side only',
    without('message', 'msg_P_06-30_buyer'),
    /spv_P: reminded its seller 2 times, its buyer 1 times/,
  ],
  [
    'a reminder of what is over',
    withChanged('supervision', 'spv_P', { ended_at: formatNoon('07-01') }),
    /spv_P: reminded at 2026-07-30.*, after it was over/,
  ],
]

test.each(planted)('%s is found', (_, change, complaint) => {
  expect(judge(createSupervisedEvidence(change)).join('\n')).toMatch(complaint)
})
