import { expect, test } from 'vitest'
import type { Evidence } from './judge.ts'
import { judge } from './judge.ts'
import { combineChanges, withChanged, withDoubled, without } from './doctored.ts'
import { createLivesEvidence, withLine, withoutLine } from './judged-lives.ts'
import { formatNumber, parseDay } from './judged-rows.ts'

const noon = (day: string): string => new Date(parseDay(day)).toISOString()
const renewedByItself = 'cal_L_refresh_instance_2026-03-23T19:00:00.000Z'

test('two lives in which everything went well are acquitted', () => {
  expect(judge(createLivesEvidence())).toEqual([])
})

const planted: [string, (evidence: Evidence) => Partial<Evidence>, RegExp][] = [
  // Terms and states.
  [
    'a gap between two terms',
    withChanged('subscription_term', 'trm_L4', { starts_at: noon('03-01') }),
    /sub_L: term 3 begins at 2026-03-01.*, not at 2026-02-28/,
  ],
  [
    'a term that overlaps the one before it',
    withChanged('subscription_term', 'trm_K2', { starts_at: noon('07-14') }),
    /sub_K: term 2 begins at 2026-07-14/,
  ],
  [
    'a renewal that forgot the day of the month',
    withChanged('subscription_term', 'trm_L4', { ends_at: noon('03-28') }),
    /sub_L: term 3 ends at 2026-03-28.*, by the calendar at 2026-03-31/,
  ],
  [
    'a term that is a moment too long',
    withChanged('subscription_term', 'trm_K1', { ends_at: '2026-07-15T04:00:00.001Z' }),
    /sub_K: term 1 ends at .*001Z/,
  ],
  [
    'a paid renewal without a term',
    combineChanges(
      without('subscription_term', 'trm_K2'),
      withChanged('subscription', 'sub_K', { ends_at: noon('07-15') }),
    ),
    /sub_K: line CS26K2-000001 is paid and has 0 terms/,
  ],
  [
    'a renewal with two terms',
    withDoubled('subscription_term', 'trm_K2', {
      id: 'trm_X',
      position: 3,
      starts_at: noon('08-15'),
      ends_at: noon('09-15'),
    }),
    /sub_K: line CS26K2-000001 is paid and has 2 terms/,
  ],
  [
    'a term that nobody paid',
    withDoubled('subscription_term', 'trm_K2', {
      id: 'trm_X',
      order_line_id: 'orl_X',
      position: 3,
      starts_at: noon('08-15'),
      ends_at: noon('09-15'),
    }),
    /sub_K: term 3 is paid by no line/,
  ],
  [
    'a term of more months than were paid for',
    withChanged('subscription_term', 'trm_K2', { period_count: 2, ends_at: noon('09-15') }),
    /sub_K: term 2 has period_count 2, and 1 was paid for/,
  ],
  [
    'a service that ends elsewhere than its last term',
    withChanged('subscription', 'sub_K', { ends_at: noon('07-15') }),
    /sub_K: it ends at 2026-07-15.*, and its last term at 2026-08-15/,
  ],
  [
    'a service that lapsed though it was paid',
    withChanged('subscription', 'sub_K', {
      state: 'grace',
      grace_until: noon('08-16'),
      retention_until: noon('08-17'),
    }),
    /sub_K: it is grace, and active by its dates/,
  ],
  [
    'a service that runs on unpaid',
    () => ({ now: parseDay('08-16') }),
    /sub_K: it is active, and (grace|retention) by its dates/,
  ],
  [
    'a service that was frozen too early',
    withChanged('subscription', 'sub_L', { grace_until: noon('06-30') }),
    /sub_L: its grace_until is 2026-06-30/,
  ],
  [
    'a change that is shown and holds for no term',
    withChanged('subscription', 'sub_K', { quantity: '2' }),
    /sub_K: it holds quantity 2, and term 1 1/,
  ],
  [
    'a returned line whose term is held',
    withChanged('order_line', 'orl_K2', { state: 'refunded' }),
    /sub_K: term 2 is held, and its line is refunded/,
  ],
  // Money.
  [
    'more taken than was quoted',
    withChanged('quote', 'quo_K2', { total_minor: '900' }),
    /quo_K2: showed 900, and CS26K2 took 1000/,
  ],
  [
    'another amount than the buyer’s page had shown',
    ({ paid }) => ({ paid: paid.map((one) => (one.quoteId === 'quo_K2' ? { ...one, total: '9.00' } : one)) }),
    /CS26K2: 9.00 was shown, and 10.00 was taken/,
  ],
  [
    'a renewal that was acknowledged and lost',
    ({ paid }) => ({ paid: [...paid, { number: formatNumber('X'), quoteId: 'quo_X', total: '1.00' }] }),
    /CS26X: paid, as the buyer was told, and not in the export/,
  ],
  [
    'two renewals for one quote',
    withChanged('quote', 'quo_L4', { order_id: 'ord_K2' }),
    /CS26K2: paid by 2 quotes/,
  ],
  [
    'a renewal that nobody asked for',
    withChanged('quote', 'quo_K2', { order_id: null }),
    /CS26K2: paid by 0 quotes/,
  ],
  [
    'a quote that was paid when it was over',
    withChanged('order', 'ord_K2', { paid_at: '2026-07-01T04:16:00.000Z' }),
    /CS26K2: paid at 2026-07-01T04:16:00.000Z, its quote was of/,
  ],
  [
    'two renewals by itself for one end',
    withChanged('order', 'ord_K2', { member_id: null, paid_at: '2026-06-15T04:00:05.000Z' }),
    /sub_K: CS26K2 renewed it by itself at 2026-06-15.*, which is not its time/,
  ],
  [
    'a renewal at another price',
    withChanged('order_line', 'orl_K2', { amount_minor: '900' }),
    /CS26K2-000001: took 900, its price is 1000/,
  ],
  [
    'a fee for days that are over',
    withChanged('order_line', 'orl_L3', { amount_minor: '633' }),
    /CS26L3-000001: took a fee of 633, and 643 is due/,
  ],
  [
    'a scale-out at another price than the line says',
    withChanged('order_line', 'orl_L3', {
      offer: { unitPrice: { amountE8: '2000000000' }, period: 'month', before: {} },
    }),
    /CS26L3-000001: has the price 2000000000 a month, and at 2026-02-10.* it was 1000000000 a month/,
  ],
  [
    'a line that forgot what went back of it',
    withChanged('order_line', 'orl_L8', { returned_minor: '0' }),
    /CS26L8-000001: 667 went back, and it says 0/,
  ],
  [
    'a change that was refused and whose money was kept',
    combineChanges(without('refund', 'ord_L8'), withChanged('order_line', 'orl_L8', { state: 'open' })),
    /CS26L8: a change is neither done nor paid back/,
  ],
  [
    'a refund of less than was paid',
    withChanged('refund', 'ord_L8', { amount_minor: '600' }),
    /CS26L8-000001: 667 was paid, 600 went back/,
  ],
  [
    'a returned line without a refund',
    without('refund', 'ord_L8'),
    /CS26L8-000001: its line is refunded, and 0 refunds are of it/,
  ],
  [
    'a balance that lost a fen',
    withChanged('ledger_account', 'acc_buyer', { balance_minor: '7356' }),
    /byr_1: has 7356, and 7357 by what was paid and returned/,
  ],
  [
    'a payment that was posted twice',
    withDoubled('ledger_posting', 'pst_ord_K2', { id: 'pst_X' }),
    /ord_K2: 2 postings are its payment/,
  ],
  // What sellers were told.
  [
    'a renewal that its seller was not told of',
    combineChanges(
      without('call', renewedByItself),
      without('attempt', renewedByItself),
      withoutLine(renewedByItself),
    ),
    /sub_L: its seller is to be told 1 times of renewal CS26L5 .*, and was 0 times/,
  ],
  [
    'a conversion that is told as a renewal',
    withLine('cal_L_refresh_instance_01-29', { scene: 'RENEWAL' }),
    /says RENEWAL until .*, the call TRIAL_TO_FORMAL/,
  ],
  [
    'an end that its seller was told wrongly',
    withLine('cal_K_refresh_instance_07-01', { expireTime: '20260715040000000' }),
    /sub_K: it ends at 2026-08-15.*, and its seller was told 20260715040000000/,
  ],
  [
    'an end whose call gave way to none',
    withChanged('call', 'cal_K_refresh_instance_07-01', { state: 'superseded' }),
    /sub_K: its seller was not told of its last end: cal_K_refresh_instance_07-01 is superseded/,
  ],
  [
    'a renewal whose call stopped and was left',
    combineChanges(
      withChanged('call', 'cal_K_refresh_instance_07-01', { state: 'stopped' }),
      withChanged('attempt', 'cal_K_refresh_instance_07-01', { verdict: { code: 'timed_out' } }),
    ),
    /sub_K: cal_K_refresh_instance_07-01 .* stopped, and nobody started it again/,
  ],
  [
    'a service that was frozen and never freed',
    combineChanges(
      without('call', 'cal_L_set_instance_status_2026-06-01T20:00:01.000Z'),
      without('attempt', 'cal_L_set_instance_status_2026-06-01T20:00:01.000Z'),
      withoutLine('cal_L_set_instance_status_2026-06-01T20:00:01.000Z'),
    ),
    /sub_L: it was frozen, active, frozen, and its seller is told frozen, frozen/,
  ],
  [
    'a freeze while the time was paid',
    combineChanges(
      withChanged('call', 'cal_L_set_instance_status_06-01', { closed_at: '2026-06-02T04:00:00.000Z' }),
      withLine('cal_L_set_instance_status_06-01', { signedAt: Date.parse('2026-06-01T21:00:00.000Z') }),
    ),
    /sub_L: request 7 froze it at 2026-06-01T21:00.*, and that time was paid/,
  ],
  [
    'a change that was asked for twice',
    withDoubled('call', 'cal_L_upgrade_instance_02-10', { id: 'cal_X' }),
    /sub_L: the change CS26L3 is asked for by 2 calls/,
  ],
  [
    'a change that was made and paid back',
    combineChanges(
      withChanged('call', 'cal_L_upgrade_instance_06-10', { state: 'confirmed' }),
      withChanged('attempt', 'cal_L_upgrade_instance_06-10', { verdict: { code: 'succeeded' } }),
    ),
    /sub_L: the change CS26L8 was made, and its line is refunded/,
  ],
  [
    'a service that is over and was not released',
    combineChanges(
      without('call', 'cal_L_release_instance_07-02'),
      without('attempt', 'cal_L_release_instance_07-02'),
      withoutLine('cal_L_release_instance_07-02'),
    ),
    /sub_L: it is released, and is released by 0 calls/,
  ],
  [
    'another seller who is asked about it',
    withLine('cal_K_refresh_instance_07-01', { seller: 'sel_2' }),
    /another seller was asked about i-K/,
  ],
]

test.each(planted)('%s is found', (_, change, complaint) => {
  expect(judge(createLivesEvidence(change)).join('\n')).toMatch(complaint)
})
