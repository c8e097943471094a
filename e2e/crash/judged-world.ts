import type { Export, Row, SellerLine } from './books.ts'
import { noLicenses } from './license-told.ts'
import type { Evidence } from './judge.ts'

// A small world, written by hand. Order A was delivered. B failed with an instance that we knew, C with one that we did
// not know.
export const formatNumber = (letter: string): string => `CS26112406${letter}`
export const total = 5_000

export const createOrderRows = (letter: string, state: string): Row[] => [
  {
    id: `ord_${letter}`,
    number: formatNumber(letter),
    kind: 'new',
    state,
    total_minor: String(total),
    refunds_order_id: null,
    buyer_id: 'byr_1',
    member_id: 'mbr_1',
    created_at: toIsoMoment(0),
    paid_at: toIsoMoment(0),
  },
  ...(state === 'refunded'
    ? [
        {
          id: `ord_${letter}r`,
          number: formatNumber(`${letter}R`),
          kind: 'refund',
          state: 'completed',
          total_minor: String(total),
          refunds_order_id: `ord_${letter}`,
          buyer_id: 'byr_1',
          member_id: null,
          paid_at: null,
        },
      ]
    : []),
]

export type Posting = { kind: string; subject: string; amount: number; before: number }
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

export const letters = [
  { letter: 'A', state: 'completed', reference: 'i-A', instance: 'open', subscription: 'active' },
  { letter: 'B', state: 'refunded', reference: 'i-B', instance: 'released', subscription: 'cancelled' },
  { letter: 'C', state: 'refunded', reference: null, instance: 'failed', subscription: 'cancelled' },
]

/** The moment at which the request with this number reaches the seller; all moments here are expressed like this. */
export const toMoment = (n: number): number => Date.parse('2026-11-24T06:00:00Z') + n * 1_000
export const toIsoMoment = (n: number): string => new Date(toMoment(n)).toISOString()

type HandCall = {
  letter: string
  kind: 'create' | 'query' | 'release'
  state: string
  from: number
  to: number
  verdicts: string[]
}
const calls: HandCall[] = [
  { letter: 'A', kind: 'create', state: 'confirmed', from: 0, to: 3.1, verdicts: ['timed_out', 'succeeded'] },
  { letter: 'A', kind: 'query', state: 'confirmed', from: 3.1, to: 3.6, verdicts: ['succeeded'] },
  { letter: 'B', kind: 'create', state: 'confirmed', from: 0, to: 2.1, verdicts: ['pending'] },
  { letter: 'B', kind: 'query', state: 'stopped', from: 2.1, to: 4.5, verdicts: [] },
  {
    letter: 'B',
    kind: 'release',
    state: 'confirmed',
    from: 4.5,
    to: 6.1,
    verdicts: ['http_status', 'succeeded'],
  },
  { letter: 'C', kind: 'create', state: 'stopped', from: 0, to: 4.9, verdicts: ['body_unparsable'] },
]
export const toCallId = (letter: string, kind: HandCall['kind']): string => `cal_${letter}_${kind}`
const operationOf = ({ letter, kind }: HandCall): Row => {
  if (kind === 'create')
    return { orderNumber: formatNumber(letter), lineNumber: `${formatNumber(letter)}-000001` }
  return kind === 'query' ? { references: [`i-${letter}`] } : { reference: `i-${letter}` }
}
const holding = { sku_id: 'sku_1', price_item_id: 'pri_1', quantity: '1' }
const periods = { period: 'month', period_count: 1, trial_days: null }
/** The term of A, from the answer that opened it. */
const term = { starts_at: toIsoMoment(3.1), ends_at: '2026-12-24T06:00:03.100Z' }

const callRow = (call: HandCall): Row => ({
  id: toCallId(call.letter, call.kind),
  subject: `ord_${call.letter}`,
  lane: `sub_${call.letter}`,
  operation_kind: `${call.kind}_instance`,
  operation: operationOf(call),
  restarted_from: null,
  state: call.state,
  fence: call.verdicts.length,
  created_at: toIsoMoment(call.from),
  closed_at: toIsoMoment(call.to),
})
const attemptRows = ({ letter, kind, verdicts }: HandCall): Row[] =>
  verdicts.map((code, i) => ({ call_id: toCallId(letter, kind), n: i + 1, verdict: { code }, late: false }))
const historyRows = ({ letter, kind, verdicts }: HandCall): Row[] =>
  verdicts.map((_, i) => ({
    subject: `ord_${letter}`,
    kind: 'call.attempted',
    data: { callId: toCallId(letter, kind), n: i + 1 },
  }))

const lineRows = (): Row[] =>
  letters.map(({ letter, state }) => ({
    id: `orl_${letter}`,
    order_id: `ord_${letter}`,
    number: `${formatNumber(letter)}-000001`,
    seller_id: 'sel_1',
    subscription_id: null,
    state,
    amount_minor: String(total),
    returned_minor: state === 'refunded' ? String(total) : '0',
    offer: { unitPrice: { amountE8: `${total}000000` }, period: 'month', periodCount: 1 },
    ...holding,
  }))
const subscriptionRows = (): Row[] =>
  letters.map(({ letter, subscription }) => ({
    id: `sub_${letter}`,
    order_id: `ord_${letter}`,
    order_line_id: `orl_${letter}`,
    state: subscription,
    ...(letter === 'A' ? term : { starts_at: null, ends_at: null }),
    anchor_day: 24,
    grace_until: null,
    retention_until: null,
    looked_at: null,
    changing_line_id: null,
    ...holding,
    ...periods,
  }))

const deliveryRows = (): Row[] =>
  letters.map(({ letter, state }) => ({
    id: `dlv_${letter}`,
    order_id: `ord_${letter}`,
    order_line_id: `orl_${letter}`,
    subscription_id: `sub_${letter}`,
    seller_id: 'sel_1',
    type: 'saas',
    started_at: toIsoMoment(0),
    ...(state === 'completed'
      ? { state: 'accepted', delivered_at: toIsoMoment(3.1), accepted_at: toIsoMoment(3.1), failed_at: null }
      : { state: 'failed', delivered_at: null, accepted_at: null, failed_at: toIsoMoment(5) }),
  }))

export const createExport = (): { [Name in keyof Export]: Row[] } => ({
  order: letters.flatMap(({ letter, state }) => createOrderRows(letter, state)),
  order_line: lineRows(),
  quote: [],
  ledger_account: [
    { id: 'acc_buyer', kind: 'buyer_balance', owner: 'byr_1', balance_minor: '15000' },
    { id: 'acc_market', kind: 'market_cash', owner: 'market', balance_minor: null },
  ],
  payment: letters.map(({ letter }) => ({
    order_id: `ord_${letter}`,
    posting_id: `pst_ord_${letter}`,
    amount_minor: String(total),
  })),
  ledger_posting: postings.map(({ kind, subject }) => ({ id: `pst_${subject}`, kind, subject })),
  ledger_entry: postings.flatMap(entriesOf),
  refund: ['B', 'C'].map((letter) => ({
    order_id: `ord_${letter}`,
    order_line_id: `orl_${letter}`,
    refund_order_id: `ord_${letter}r`,
    amount_minor: String(total),
    cause: 'opening_failed',
    buyer_id: 'byr_1',
    requested_at: toIsoMoment(5),
    posting_id: `pst_ord_${letter}r`,
  })),
  subscription: subscriptionRows(),
  subscription_term: [
    {
      id: 'trm_A',
      subscription_id: 'sub_A',
      order_line_id: 'orl_A',
      position: 1,
      refunded_at: null,
      ...term,
      ...holding,
      ...periods,
    },
  ],
  delivery: deliveryRows(),
  instance: letters.map(({ letter, reference, instance }) => ({
    subscription_id: `sub_${letter}`,
    seller_id: 'sel_1',
    order_id: `ord_${letter}`,
    reference,
    state: instance,
  })),
  license: [],
  license_application: [],
  supervision: [],
  appeal: [],
  refund_request: [],
  refund_request_line: [],
  call: calls.map(callRow),
  attempt: calls.flatMap(attemptRows),
  history: [
    ...calls.flatMap(historyRows),
    ...letters.map(({ letter, state }) => ({ subject: `ord_${letter}`, kind: `order.${state}`, data: {} })),
  ],
  message: [
    {
      party_kind: 'seller',
      kind: 'opening_failed',
      subject: 'ord_C',
      data: { orderNumber: formatNumber('C'), orphanPossible: true },
    },
  ],
})

type Met = Pick<SellerLine, 'activity' | 'behaviour'> & Partial<SellerLine>
const pair = (n: number, met: Met): SellerLine[] => {
  const base = { n, seller: 'sel_1', signature: 'fits', nonce: `n-${n}`, signedAt: toMoment(n) - 10, ...met }
  return [
    { ...base, phase: 'received', at: toIsoMoment(n) },
    { ...base, phase: 'answered', at: toIsoMoment(n + 0.01), taken: met.taken ?? true },
  ] as SellerLine[]
}
export const createAsked = (
  letter: string,
  n: number,
  met: Partial<SellerLine> & { behaviour: string },
): SellerLine[] =>
  pair(n, {
    activity: 'newInstance',
    orderId: formatNumber(letter),
    orderLineId: `${formatNumber(letter)}-000001`,
    businessId: `b-${n}`,
    made: `i-${letter}`,
    told: `i-${letter}`,
    ...met,
  })
export const createReleased = (letter: string, n: number, behaviour = 'ok'): SellerLine[] =>
  pair(n, { activity: 'releaseInstance', instanceId: `i-${letter}`, made: `i-${letter}`, behaviour })

export const createQueried = (letter: string, n: number, met: Partial<SellerLine> = {}): SellerLine[] =>
  pair(n, {
    activity: 'queryInstance',
    instanceId: `i-${letter}`,
    made: `i-${letter}`,
    behaviour: 'ok',
    ...met,
  })

export const createJournal = (): SellerLine[] => [
  ...createAsked('A', 1, { behaviour: 'reset_before_reply', taken: false }),
  ...createAsked('B', 2, { behaviour: 'pending' }),
  ...createAsked('A', 3, { behaviour: 'ok' }),
  ...createQueried('A', 3.5),
  ...createAsked('C', 4, { behaviour: 'wrong_json' }),
  ...createReleased('B', 5, 'status_500'),
  ...createReleased('B', 6),
]

export const createEvidence = (
  changes: Partial<{ journal: SellerLine[]; exported: Partial<Export>; acknowledged: string[] }> = {},
): Evidence => ({
  journal: changes.journal ?? createJournal(),
  exported: { ...createExport(), ...changes.exported },
  acknowledged: changes.acknowledged ?? letters.map(({ letter }) => formatNumber(letter)),
  paid: [],
  returns: { made: [], quotas: [], refused: [] },
  priceLists: [],
  supervised: [],
  licenses: noLicenses,
  now: toMoment(10),
  shifted: (at, byMs) => at + byMs,
})

export const withRow = (name: keyof Export, row: Row): Partial<Export> => ({
  [name]: [...createExport()[name], row],
})
export const without = (name: keyof Export, isGone: (row: Row) => boolean): Partial<Export> => ({
  [name]: createExport()[name].filter((row) => !isGone(row)),
})
export const withChanged = (
  name: keyof Export,
  isIt: (row: Row) => boolean,
  change: Row,
): Partial<Export> => ({
  [name]: createExport()[name].map((row) => (isIt(row) ? { ...row, ...change } : row)),
})
export const withPosted = (posting: Posting): Partial<Export> => ({
  ledger_posting: [
    ...createExport().ledger_posting,
    { id: `pst_${posting.subject}`, kind: posting.kind, subject: posting.subject },
  ],
  ledger_entry: [...createExport().ledger_entry, ...entriesOf(posting)],
})
export const isRowOf =
  (letter: string) =>
  (row: Row): boolean =>
    row['order_id'] === `ord_${letter}` || row['id'] === `ord_${letter}`
export const isPosting =
  (subject: string) =>
  (row: Row): boolean =>
    row['posting_id'] === `pst_${subject}` || row['id'] === `pst_${subject}`
