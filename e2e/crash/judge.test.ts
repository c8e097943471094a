import { expect, test } from 'vitest'
import { readExport } from './books.ts'
import { judge } from './judge.ts'
import {
  createAsked,
  withChanged,
  createEvidence,
  createExport,
  toIsoMoment,
  isRowOf,
  isPosting,
  createJournal,
  formatNumber,
  createOrderRows,
  withPosted,
  createReleased,
  total,
  withRow,
  without,
} from './judged-world.ts'

test('a world in which everything ended well is acquitted', () => {
  expect(judge(createEvidence())).toEqual([])
})

const planted: [string, Parameters<typeof createEvidence>[0], RegExp][] = [
  [
    'a payment that was acknowledged and lost',
    { acknowledged: [formatNumber('Z')] },
    /Z: paid, as the buyer was told/,
  ],
  [
    'a lost call',
    { journal: createJournal().filter((line) => line.orderId !== formatNumber('C')) },
    /C: paid, and the seller was never asked/,
  ],
  [
    'an order that hangs',
    { exported: withChanged('order', isRowOf('A'), { state: 'processing' }) },
    /A: neither completed nor refunded/,
  ],
  [
    'a doubled instance',
    {
      journal: [
        ...createJournal(),
        ...createAsked('A', 7, { behaviour: 'ok', orderLineId: `${formatNumber('A')}-000002`, made: 'i-A2' }),
      ],
    },
    /A: the seller made 2 instances/,
  ],
  [
    'an instance that is not the seller’s',
    { exported: withChanged('instance', isRowOf('A'), { reference: 'i-X' }) },
    /A: we hold instance i-X/,
  ],
  [
    'an instance that was never answered',
    {
      journal: createJournal().map((line) =>
        line.orderId === formatNumber('A') ? { ...line, taken: false } : line,
      ),
    },
    /A: the seller never answered i-A/,
  ],
  [
    'a completed order whose instance is gone',
    { journal: [...createJournal(), ...createReleased('A', 7)] },
    /A: completed, and its instance was released/,
  ],
  [
    'a completed order without active subscription',
    { exported: withChanged('subscription', isRowOf('A'), { state: 'opening' }) },
    /A: .*not open/,
  ],
  [
    'a missing refund',
    {
      exported: {
        ...without('ledger_posting', isPosting('ord_Cr')),
        ledger_entry: createExport().ledger_entry.filter((row) => !isPosting('ord_Cr')(row)),
      },
    },
    /C: refunded by 0 postings/,
  ],
  [
    'a doubled refund',
    { exported: withPosted({ kind: 'refund', subject: 'ord_C', amount: total, before: 15_000 }) },
    /C: refunded by 2 postings/,
  ],
  [
    'a refund of less than was paid',
    {
      exported: {
        ledger_entry: createExport().ledger_entry.map((row) =>
          isPosting('ord_Cr')(row) ? { ...row, amount_minor: String(Number(row['amount_minor']) / 2) } : row,
        ),
      },
    },
    /C: paid 5000, returned 2500/,
  ],
  [
    'a second refund order',
    { exported: withRow('order', { ...createOrderRows('C', 'refunded')[1], id: 'ord_Cr2' }) },
    /C: refunded by 2 refund orders/,
  ],
  [
    'a refund of a completed order',
    {
      exported: {
        ...withPosted({ kind: 'refund', subject: 'ord_Ar', amount: total, before: 15_000 }),
        ...withRow('order', { ...createOrderRows('A', 'refunded')[1] }),
      },
    },
    /A: completed, and money went back/,
  ],
  [
    'an instance that was not released',
    { journal: createJournal().filter((line) => line.n !== 6) },
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
      exported: withChanged('message', () => true, {
        data: { orderNumber: formatNumber('C'), orphanPossible: false },
      }),
    },
    /orphan i-C is named to nobody/,
  ],
  [
    'a posting that does not come to zero',
    {
      exported: withChanged(
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
      exported: withChanged(
        'ledger_entry',
        (row) => isPosting('ord_B')(row) && row['account_id'] === 'acc_buyer',
        { balance_after_minor: '9000' },
      ),
    },
    /balances of account acc_buyer/,
  ],
  [
    'a balance below zero',
    { exported: withPosted({ kind: 'payment', subject: 'ord_Y', amount: -20_000, before: 15_000 }) },
    /acc_buyer was below zero/,
  ],
  [
    'a purchase that nobody paid',
    { journal: [...createJournal(), ...createAsked('Q', 7, { behaviour: 'ok' })] },
    /request 7: asks for/,
  ],
  [
    'a business id used again',
    { journal: [...createJournal(), ...createAsked('A', 7, { behaviour: 'ok', businessId: 'b-3' })] },
    /business id b-3 was used for 2/,
  ],
  [
    'a request that is not signed',
    { journal: [...createJournal(), ...createAsked('A', 7, { behaviour: 'refusal', signature: 'differs' })] },
    /request 7: its signature/,
  ],
  [
    'a request after the release',
    { journal: [...createJournal(), ...createAsked('B', 7, { behaviour: 'pending' })] },
    /request 7: .* released before/,
  ],
  [
    'a call that is stuck',
    { exported: withChanged('call', (row) => row['id'] === 'cal_A_create', { state: 'stuck' }) },
    /cal_A_create \(create_instance\) is stuck/,
  ],
  [
    'a paid line that is no delivery',
    { exported: without('delivery', isRowOf('A')) },
    /A-000001: paid, and 0 deliveries are of it/,
  ],
  [
    'a line that is delivered twice',
    { exported: withRow('delivery', { ...createExport().delivery[0], id: 'dlv_A2' }) },
    /A-000001: paid, and 2 deliveries are of it/,
  ],
  [
    'a delivery of what nobody paid',
    { exported: withRow('delivery', { ...createExport().delivery[0], id: 'dlv_Q', order_line_id: 'orl_Q' }) },
    /delivery dlv_Q is of a line that nobody paid/,
  ],
  [
    'a delivery that hangs',
    { exported: withChanged('delivery', isRowOf('A'), { state: 'delivered', accepted_at: null }) },
    /A-000001: its delivery is delivered still/,
  ],
  [
    'a delivery that is accepted though its service never opened',
    {
      exported: withChanged('delivery', isRowOf('B'), {
        state: 'accepted',
        delivered_at: toIsoMoment(5),
        accepted_at: toIsoMoment(5),
        failed_at: null,
      }),
    },
    /B-000001: its delivery is accepted, and its service never opened/,
  ],
  [
    'a delivery that failed though its service is there',
    {
      exported: withChanged('delivery', isRowOf('A'), {
        state: 'failed',
        delivered_at: null,
        accepted_at: null,
        failed_at: toIsoMoment(5),
      }),
    },
    /A-000001: its delivery failed, and its service was opened\n.*did not go back/,
  ],
  [
    'a delivery that is dated before its payment',
    { exported: withChanged('delivery', isRowOf('A'), { started_at: toIsoMoment(-1) }) },
    /A-000001: its delivery has moments that run backwards/,
  ],
  [
    'a delivery of another seller’s and another service',
    { exported: withChanged('delivery', isRowOf('A'), { seller_id: 'sel_2', subscription_id: 'sub_B' }) },
    /delivery is another seller’s\n.*is of another service/,
  ],
  [
    'a payment that is not the total',
    { exported: withChanged('payment', isRowOf('A'), { amount_minor: '4000' }) },
    /A: paid 4000, not its total/,
  ],
]

test.each(planted)('%s is found', (_, changes, complaint) => {
  const faults = judge(createEvidence(changes))

  expect(faults.join('\n')).toMatch(complaint)
})

test('a column that is missing is an error and no acquittal', () => {
  const renamed = createExport().order.map(({ total_minor, ...row }) => ({ ...row, total: total_minor }))

  expect(() => judge(createEvidence({ exported: { order: renamed } }))).toThrow(/no column total_minor/)
})

test('an export is read a row a line', () => {
  const read = readExport(
    '{"table":"order","row":{"id":"ord_A"}}\n{"table":"buyer","row":{}}\n{"table":"call","row":{"id":"cal_A"}}\n',
  )

  expect(read.order).toEqual([{ id: 'ord_A' }])
  expect(read.call).toEqual([{ id: 'cal_A' }])
})
