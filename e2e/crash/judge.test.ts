import { expect, test } from 'vitest'
import type { Export, Row, SellerLine } from './books.ts'
import { readExport } from './books.ts'
import { judge } from './judge.ts'
import type { Evidence } from './judge.ts'

// A small world written by hand: order A was delivered, B failed with an instance that we knew, C with one that we did not.
const number = (letter: string): string => `CS26112406${letter}`
const total = 5_000

const orderRows = (letter: string, state: string): Row[] => [
  {
    id: `ord_${letter}`,
    number: number(letter),
    kind: 'new',
    state,
    total_minor: String(total),
    refunds_order_id: null,
  },
  ...(state === 'refunded'
    ? [
        {
          id: `ord_${letter}r`,
          number: number(`${letter}R`),
          kind: 'refund',
          state: 'completed',
          total_minor: String(total),
          refunds_order_id: `ord_${letter}`,
        },
      ]
    : []),
]

type Posting = { kind: string; subject: string; amount: number; before: number }
const entriesOf = ({ subject, amount, before }: Posting): Row[] => [
  {
    posting_id: `pst_${subject}`,
    account_id: 'acc_buyer',
    amount_minor: String(amount),
    currency: 'CNY',
    balance_after_minor: String(before + amount),
  },
  {
    posting_id: `pst_${subject}`,
    account_id: 'acc_market',
    amount_minor: String(-amount),
    currency: 'CNY',
    balance_after_minor: null,
  },
]

const postings: Posting[] = [
  { kind: 'top_up', subject: 'byr_1', amount: 20_000, before: 0 },
  { kind: 'payment', subject: 'ord_A', amount: -total, before: 20_000 },
  { kind: 'payment', subject: 'ord_B', amount: -total, before: 15_000 },
  { kind: 'payment', subject: 'ord_C', amount: -total, before: 10_000 },
  { kind: 'refund', subject: 'ord_Br', amount: total, before: 5_000 },
  { kind: 'refund', subject: 'ord_Cr', amount: total, before: 10_000 },
]

const letters = [
  { letter: 'A', state: 'completed', reference: 'i-A', instance: 'open', subscription: 'active' },
  { letter: 'B', state: 'refunded', reference: 'i-B', instance: 'released', subscription: 'cancelled' },
  { letter: 'C', state: 'refunded', reference: null, instance: 'failed', subscription: 'cancelled' },
]

const exported = (): { [Name in keyof Export]: Row[] } => ({
  order: letters.flatMap(({ letter, state }) => orderRows(letter, state)),
  order_line: letters.map(({ letter }) => ({
    id: `orl_${letter}`,
    order_id: `ord_${letter}`,
    number: `${number(letter)}-000001`,
  })),
  payment: letters.map(({ letter }) => ({
    order_id: `ord_${letter}`,
    posting_id: `pst_ord_${letter}`,
    amount_minor: String(total),
  })),
  ledger_posting: postings.map(({ kind, subject }) => ({ id: `pst_${subject}`, kind, subject })),
  ledger_entry: postings.flatMap(entriesOf),
  refund: ['B', 'C'].map((letter) => ({
    order_id: `ord_${letter}`,
    refund_order_id: `ord_${letter}r`,
    amount_minor: String(total),
  })),
  subscription: letters.map(({ letter, subscription }) => ({
    order_id: `ord_${letter}`,
    state: subscription,
  })),
  instance: letters.map(({ letter, reference, instance }) => ({
    order_id: `ord_${letter}`,
    reference,
    state: instance,
  })),
  call: letters.map(({ letter, state }) => ({
    id: `cal_${letter}`,
    operation_kind: 'create_instance',
    state: state === 'completed' ? 'confirmed' : 'stopped',
  })),
  attempt: [],
  message: [
    {
      party_kind: 'seller',
      kind: 'opening_failed',
      subject: 'ord_C',
      data: { orderNumber: number('C'), orphanPossible: true },
    },
  ],
})

type Met = Pick<SellerLine, 'activity' | 'behaviour'> & Partial<SellerLine>
const pair = (n: number, met: Met): SellerLine[] => {
  const base = { n, signature: 'fits', ...met }
  return [
    { ...base, phase: 'received' },
    { ...base, phase: 'answered', taken: met.taken ?? true },
  ]
}
const asked = (letter: string, n: number, met: Partial<SellerLine> & { behaviour: string }): SellerLine[] =>
  pair(n, {
    activity: 'newInstance',
    orderId: number(letter),
    orderLineId: `${number(letter)}-000001`,
    businessId: `b-${n}`,
    made: `i-${letter}`,
    told: `i-${letter}`,
    ...met,
  })
const released = (letter: string, n: number, behaviour = 'ok'): SellerLine[] =>
  pair(n, { activity: 'releaseInstance', instanceId: `i-${letter}`, made: `i-${letter}`, behaviour })

const journal = (): SellerLine[] => [
  ...asked('A', 1, { behaviour: 'reset_before_reply', taken: false }),
  ...asked('B', 2, { behaviour: 'pending' }),
  ...asked('A', 3, { behaviour: 'ok' }),
  ...asked('C', 4, { behaviour: 'hang', taken: false }),
  ...released('B', 5, 'status_500'),
  ...released('B', 6),
]

const evidence = (
  changes: Partial<{ journal: SellerLine[]; exported: Partial<Export>; acknowledged: string[] }> = {},
): Evidence => ({
  journal: changes.journal ?? journal(),
  exported: { ...exported(), ...changes.exported },
  acknowledged: changes.acknowledged ?? letters.map(({ letter }) => number(letter)),
})

const withRow = (name: keyof Export, row: Row): Partial<Export> => ({ [name]: [...exported()[name], row] })
const without = (name: keyof Export, isGone: (row: Row) => boolean): Partial<Export> => ({
  [name]: exported()[name].filter((row) => !isGone(row)),
})
const changed = (name: keyof Export, isIt: (row: Row) => boolean, change: Row): Partial<Export> => ({
  [name]: exported()[name].map((row) => (isIt(row) ? { ...row, ...change } : row)),
})
const posted = (posting: Posting): Partial<Export> => ({
  ledger_posting: [
    ...exported().ledger_posting,
    { id: `pst_${posting.subject}`, kind: posting.kind, subject: posting.subject },
  ],
  ledger_entry: [...exported().ledger_entry, ...entriesOf(posting)],
})
const isOf =
  (letter: string) =>
  (row: Row): boolean =>
    row['order_id'] === `ord_${letter}` || row['id'] === `ord_${letter}`
const isPosting =
  (subject: string) =>
  (row: Row): boolean =>
    row['posting_id'] === `pst_${subject}` || row['id'] === `pst_${subject}`

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
    /A: .*not active/,
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
    { exported: changed('call', (row) => row['id'] === 'cal_A', { state: 'stuck' }) },
    /cal_A \(create_instance\) is stuck/,
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
