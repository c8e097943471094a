import { expect, test } from 'vitest'
import { readExport } from './books.ts'
import { judge } from './judge.ts'
import {
  asked,
  changed,
  evidence,
  exported,
  isoMoment,
  isOf,
  isPosting,
  journal,
  number,
  orderRows,
  posted,
  released,
  total,
  withRow,
  without,
} from './judged-world.ts'

test('a world in which everything ended well is acquitted', () => {
  expect(judge(evidence())).toEqual([])
})

const planted: [string, Parameters<typeof evidence>[0], RegExp][] = [
  [
    'a payment that was acknowledged and lost',
    { acknowledged: [number('Z')] },
    /Z: paid, as the buyer was told/,
  ],
  [
    'a lost call',
    { journal: journal().filter((line) => line.orderId !== number('C')) },
    /C: paid, and the seller was never asked/,
  ],
  [
    'an order that hangs',
    { exported: changed('order', isOf('A'), { state: 'processing' }) },
    /A: neither completed nor refunded/,
  ],
  [
    'a doubled instance',
    {
      journal: [
        ...journal(),
        ...asked('A', 7, { behaviour: 'ok', orderLineId: `${number('A')}-000002`, made: 'i-A2' }),
      ],
    },
    /A: the seller made 2 instances/,
  ],
  [
    'an instance that is not the seller’s',
    { exported: changed('instance', isOf('A'), { reference: 'i-X' }) },
    /A: we hold instance i-X/,
  ],
  [
    'an instance that was never answered',
    { journal: journal().map((line) => (line.orderId === number('A') ? { ...line, taken: false } : line)) },
    /A: the seller never answered i-A/,
  ],
  [
    'a completed order whose instance is gone',
    { journal: [...journal(), ...released('A', 7)] },
    /A: completed, and its instance was released/,
  ],
  [
    'a completed order without active subscription',
    { exported: changed('subscription', isOf('A'), { state: 'opening' }) },
    /A: .*not open/,
  ],
  [
    'a missing refund',
    {
      exported: {
        ...without('ledger_posting', isPosting('ord_Cr')),
        ledger_entry: exported().ledger_entry.filter((row) => !isPosting('ord_Cr')(row)),
      },
    },
    /C: refunded by 0 postings/,
  ],
  [
    'a doubled refund',
    { exported: posted({ kind: 'refund', subject: 'ord_C', amount: total, before: 15_000 }) },
    /C: refunded by 2 postings/,
  ],
  [
    'a refund of less than was paid',
    {
      exported: {
        ledger_entry: exported().ledger_entry.map((row) =>
          isPosting('ord_Cr')(row) ? { ...row, amount_minor: String(Number(row['amount_minor']) / 2) } : row,
        ),
      },
    },
    /C: paid 5000, returned 2500/,
  ],
  [
    'a second refund order',
    { exported: withRow('order', { ...orderRows('C', 'refunded')[1], id: 'ord_Cr2' }) },
    /C: refunded by 2 refund orders/,
  ],
  [
    'a refund of a completed order',
    {
      exported: {
        ...posted({ kind: 'refund', subject: 'ord_Ar', amount: total, before: 15_000 }),
        ...withRow('order', { ...orderRows('A', 'refunded')[1] }),
      },
    },
    /A: completed, and money went back/,
  ],
  [
    'an instance that was not released',
    { journal: journal().filter((line) => line.n !== 6) },
    /B: refunded, and its instance i-B was not released/,
  ],
  [
    'an orphan that nobody is told of',
    { exported: { message: [] } },
    /C: refunded, and its orphan i-C is named to nobody/,
  ],
  [
    'a notice that does not speak of an orphan',
    {
      exported: changed('message', () => true, { data: { orderNumber: number('C'), orphanPossible: false } }),
    },
    /orphan i-C is named to nobody/,
  ],
  [
    'a posting that does not come to zero',
    {
      exported: changed(
        'ledger_entry',
        (row) => isPosting('ord_A')(row) && row['account_id'] === 'acc_market',
        { amount_minor: '4999' },
      ),
    },
    /posting pst_ord_A comes to -1 CNY/,
  ],
  [
    'a posting of one leg',
    {
      exported: without(
        'ledger_entry',
        (row) => isPosting('ord_A')(row) && row['account_id'] === 'acc_market',
      ),
    },
    /pst_ord_A has 1 entries/,
  ],
  [
    'a balance that is not the sum of its entries',
    {
      exported: changed(
        'ledger_entry',
        (row) => isPosting('ord_B')(row) && row['account_id'] === 'acc_buyer',
        { balance_after_minor: '9000' },
      ),
    },
    /balances of account acc_buyer/,
  ],
  [
    'a balance below zero',
    { exported: posted({ kind: 'payment', subject: 'ord_Y', amount: -20_000, before: 15_000 }) },
    /acc_buyer was below zero/,
  ],
  [
    'a purchase that nobody paid',
    { journal: [...journal(), ...asked('Q', 7, { behaviour: 'ok' })] },
    /request 7: asks for/,
  ],
  [
    'a business id used again',
    { journal: [...journal(), ...asked('A', 7, { behaviour: 'ok', businessId: 'b-3' })] },
    /business id b-3 was used for 2/,
  ],
  [
    'a request that is not signed',
    { journal: [...journal(), ...asked('A', 7, { behaviour: 'refusal', signature: 'differs' })] },
    /request 7: its signature/,
  ],
  [
    'a request after the release',
    { journal: [...journal(), ...asked('B', 7, { behaviour: 'pending' })] },
    /request 7: .* released before/,
  ],
  [
    'a call that is stuck',
    { exported: changed('call', (row) => row['id'] === 'cal_A_create', { state: 'stuck' }) },
    /cal_A_create \(create_instance\) is stuck/,
  ],
  [
    'a paid line that is no delivery',
    { exported: without('delivery', isOf('A')) },
    /A-000001: paid, and 0 deliveries are of it/,
  ],
  [
    'a line that is delivered twice',
    { exported: withRow('delivery', { ...exported().delivery[0], id: 'dlv_A2' }) },
    /A-000001: paid, and 2 deliveries are of it/,
  ],
  [
    'a delivery of what nobody paid',
    { exported: withRow('delivery', { ...exported().delivery[0], id: 'dlv_Q', order_line_id: 'orl_Q' }) },
    /delivery dlv_Q is of a line that nobody paid/,
  ],
  [
    'a delivery that hangs',
    { exported: changed('delivery', isOf('A'), { state: 'delivered', accepted_at: null }) },
    /A-000001: its delivery is delivered still/,
  ],
  [
    'a delivery that is accepted though its service never opened',
    {
      exported: changed('delivery', isOf('B'), {
        state: 'accepted',
        delivered_at: isoMoment(5),
        accepted_at: isoMoment(5),
        failed_at: null,
      }),
    },
    /B-000001: its delivery is accepted, and its service never opened/,
  ],
  [
    'a delivery that failed though its service is there',
    {
      exported: changed('delivery', isOf('A'), {
        state: 'failed',
        delivered_at: null,
        accepted_at: null,
        failed_at: isoMoment(5),
      }),
    },
    /A-000001: its delivery failed, and its service was opened\n.*did not go back/,
  ],
  [
    'a delivery that is dated before its payment',
    { exported: changed('delivery', isOf('A'), { started_at: isoMoment(-1) }) },
    /A-000001: its delivery has moments that run backwards/,
  ],
  [
    'a delivery of another seller’s and another service',
    { exported: changed('delivery', isOf('A'), { seller_id: 'sel_2', subscription_id: 'sub_B' }) },
    /delivery is another seller’s\n.*is of another service/,
  ],
  [
    'a payment that is not the total',
    { exported: changed('payment', isOf('A'), { amount_minor: '4000' }) },
    /A: paid 4000, not its total/,
  ],
]

test.each(planted)('%s is found', (_, changes, complaint) => {
  const faults = judge(evidence(changes))

  expect(faults.join('\n')).toMatch(complaint)
})

test('a column that is missing is an error and no acquittal', () => {
  const renamed = exported().order.map(({ total_minor, ...row }) => ({ ...row, total: total_minor }))

  expect(() => judge(evidence({ exported: { order: renamed } }))).toThrow(/no column total_minor/)
})

test('an export is read a row a line', () => {
  const read = readExport(
    '{"table":"order","row":{"id":"ord_A"}}\n{"table":"buyer","row":{}}\n{"table":"call","row":{"id":"cal_A"}}\n',
  )

  expect(read.order).toEqual([{ id: 'ord_A' }])
  expect(read.call).toEqual([{ id: 'cal_A' }])
})
