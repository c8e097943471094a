import type { Export, Row, SellerLine } from './books.ts'
import { noLicenses } from './license-told.ts'
import type { Evidence } from './judge.ts'
import {
  createCallRow,
  createDeliveryRow,
  createLineRow,
  createOrderRows,
  createPeriods,
  createQuoteRow,
  createSellerLines,
  formatNumber,
  parseDay,
  sold,
  formatNoon,
  toPaid,
} from './judged-rows.ts'
import type { Asked, Deal } from './judged-rows.ts'
import type { ListedPrice } from './price-lists.ts'

// Two lives, written by hand; everything is at noon in Shanghai unless another time is given. L has a trial from 28
// January, is converted, gets one more seat, is renewed by hand, automatically and with fewer seats, is frozen and
// unfrozen, waits in vain for another seat, and ends. K, bought on 15 June, is renewed and is running.
const deals: readonly Deal[] = [
  {
    name: 'L1',
    kind: 'new',
    life: 'L',
    paidAt: formatNoon('01-28'),
    quantity: 2,
    amount: 0,
    term: ['01-28', '01-31'],
    trial: true,
  },
  {
    name: 'L2',
    kind: 'conversion',
    life: 'L',
    paidAt: formatNoon('01-29'),
    quantity: 2,
    amount: 2_000,
    term: ['01-31', '02-28'],
  },
  { name: 'L3', kind: 'change', life: 'L', paidAt: formatNoon('02-10'), quantity: 3, amount: 643, before: 2 },
  {
    name: 'L4',
    kind: 'renewal',
    life: 'L',
    paidAt: formatNoon('02-20'),
    quantity: 3,
    amount: 3_000,
    term: ['02-28', '03-31'],
  },
  {
    name: 'L5',
    kind: 'renewal',
    life: 'L',
    // Three in the morning.
    paidAt: '2026-03-23T19:00:00.000Z',
    quantity: 3,
    amount: 3_000,
    term: ['03-31', '04-30'],
    auto: true,
  },
  {
    name: 'L6',
    kind: 'renewal',
    life: 'L',
    paidAt: formatNoon('04-20'),
    quantity: 1,
    amount: 1_000,
    term: ['04-30', '05-31'],
    before: 3,
  },
  {
    name: 'L7',
    kind: 'renewal',
    life: 'L',
    paidAt: '2026-06-01T20:00:00.000Z',
    quantity: 1,
    amount: 1_000,
    term: ['05-31', '06-30'],
  },
  {
    name: 'L8',
    kind: 'change',
    life: 'L',
    paidAt: formatNoon('06-10'),
    quantity: 2,
    amount: 667,
    before: 1,
    refunded: true,
  },
  {
    name: 'K1',
    kind: 'new',
    life: 'K',
    paidAt: formatNoon('06-15'),
    quantity: 1,
    amount: 1_000,
    term: ['06-15', '07-15'],
  },
  {
    name: 'K2',
    kind: 'renewal',
    life: 'K',
    paidAt: formatNoon('07-01'),
    quantity: 1,
    amount: 1_000,
    term: ['07-15', '08-15'],
  },
]
const quoteOf = ({ kind, auto }: Deal): boolean => kind !== 'new' && !auto

const termRows = (life: string): Row[] =>
  deals
    .filter((deal) => deal.life === life && deal.term)
    .map((deal, i) => ({
      id: `trm_${deal.name}`,
      subscription_id: `sub_${life}`,
      order_line_id: `orl_${deal.name}`,
      position: i + 1,
      starts_at: formatNoon(deal.term?.[0] ?? ''),
      ends_at: formatNoon(deal.term?.[1] ?? ''),
      refunded_at: null,
      // The change applied to the running term.
      quantity: deal.name === 'L2' ? '3' : String(deal.quantity),
      ...sold,
      ...createPeriods(deal.trial),
    }))
// The entries of the balance: payments and, at the end, what is paid back.
const moves = [
  { kind: 'top_up', subject: 'byr_1', amount: 20_000 },
  ...deals
    .filter(({ amount }) => amount > 0)
    .map(({ name, amount }) => ({ kind: 'payment', subject: `ord_${name}`, amount: -amount })),
  { kind: 'refund', subject: 'ord_L8r', amount: 667 },
]
const entryRows = (): Row[] => {
  let balance = 0
  return moves.flatMap(({ subject, amount }) => {
    balance += amount
    const entry = { posting_id: `pst_${subject}`, currency: 'CNY' }
    return [
      {
        ...entry,
        account_id: 'acc_buyer',
        amount_minor: String(amount),
        balance_after_minor: String(balance),
      },
      { ...entry, account_id: 'acc_market', amount_minor: String(-amount), balance_after_minor: null },
    ]
  })
}

const createAsked = (
  life: 'L' | 'K',
  day: string,
  of: Pick<Asked, 'kind' | 'activity' | 'operation' | 'says' | 'state'>,
): Asked => ({
  ...of,
  life,
  id: `cal_${life}_${of.kind}_${day}`,
  at: day.includes('T') ? day : formatNoon(day),
})
const createRefreshed = (name: string, day: string, [scene, wire]: [string, string], end: string): Asked => {
  const numbers = { orderNumber: formatNumber(name), lineNumber: `${formatNumber(name)}-000001` }
  return createAsked(name.startsWith('L') ? 'L' : 'K', day, {
    kind: 'refresh_instance',
    activity: 'refreshInstance',
    operation: { reference: `i-${name[0]}`, scene, ...numbers, expiresAt: parseDay(end) },
    says: { orderId: formatNumber(name), scene: wire, expireTime: `2026${end.replace('-', '')}040000000` },
  })
}
const status = (day: string, [ours, wire]: [string, string]): Asked =>
  createAsked('L', day, {
    kind: 'set_instance_status',
    activity: 'updateInstanceStatus',
    operation: { reference: 'i-L', status: ours },
    says: { status: wire },
  })
const createUpgraded = (name: string, day: string, state?: 'stopped'): Asked =>
  createAsked('L', day, {
    kind: 'upgrade_instance',
    activity: 'upgradeInstance',
    operation: { reference: 'i-L', orderNumber: formatNumber(name) },
    says: { orderId: formatNumber(name), ...(state && { behaviour: 'status_500' }) },
    ...(state && { state }),
  })
const createCreated = (life: 'L' | 'K', day: string): Asked => {
  const numbers = { orderNumber: formatNumber(`${life}1`), lineNumber: `${formatNumber(`${life}1`)}-000001` }
  return createAsked(life, day, {
    kind: 'create_instance',
    activity: 'newInstance',
    operation: numbers,
    says: {
      orderId: numbers.orderNumber,
      orderLineId: numbers.lineNumber,
      businessId: `b-${life}`,
      told: `i-${life}`,
    },
  })
}
const calls: readonly Asked[] = [
  createCreated('L', '01-28'),
  createRefreshed('L2', '01-29', ['trial_to_formal', 'TRIAL_TO_FORMAL'], '02-28'),
  createUpgraded('L3', '02-10'),
  createRefreshed('L4', '02-20', ['renewal', 'RENEWAL'], '03-31'),
  createRefreshed('L5', '2026-03-23T19:00:00.000Z', ['renewal', 'RENEWAL'], '04-30'),
  createRefreshed('L6', '04-30', ['renewal_change', 'RENEWAL_CHANGE'], '05-31'),
  status('06-01', ['frozen', 'FREEZE']),
  createRefreshed('L7', '2026-06-01T20:00:00.000Z', ['renewal', 'RENEWAL'], '06-30'),
  status('2026-06-01T20:00:01.000Z', ['active', 'UNFREEZE']),
  createUpgraded('L8', '06-10', 'stopped'),
  createCreated('K', '06-15'),
  createRefreshed('K2', '07-01', ['renewal', 'RENEWAL'], '08-15'),
  status('07-01', ['frozen', 'FREEZE']),
  createAsked('L', '07-02', {
    kind: 'release_instance',
    activity: 'releaseInstance',
    operation: { reference: 'i-L' },
    says: {},
  }),
]
const facts: readonly string[] = [
  'service.opened',
  'service.converted',
  'service.changed',
  'service.renewed',
  'service.renewed',
  'service.renewed',
  'service.expired',
  'service.frozen',
  'service.renewed',
  'service.change_failed',
  'service.expired',
  'service.frozen',
  'service.released',
]
const subscriptionRow = (life: 'L' | 'K'): Row => ({
  id: `sub_${life}`,
  order_id: `ord_${life}1`,
  order_line_id: `orl_${life}1`,
  state: life === 'L' ? 'released' : 'active',
  starts_at: formatNoon(life === 'L' ? '01-28' : '06-15'),
  ends_at: formatNoon(life === 'L' ? '06-30' : '08-15'),
  anchor_day: life === 'L' ? 31 : 15,
  grace_until: life === 'L' ? formatNoon('07-01') : null,
  retention_until: life === 'L' ? formatNoon('07-02') : null,
  looked_at: formatNoon(life === 'L' ? '07-02' : '07-01'),
  changing_line_id: null,
  quantity: '1',
  ...sold,
  ...createPeriods(undefined),
})

const createExport = (): Export => ({
  order: deals.flatMap(createOrderRows),
  order_line: deals.map(createLineRow),
  payment: deals
    .filter(({ amount }) => amount > 0)
    .map(({ name, amount }) => ({
      order_id: `ord_${name}`,
      posting_id: `pst_ord_${name}`,
      amount_minor: String(amount),
    })),
  quote: deals.filter(quoteOf).map(createQuoteRow),
  ledger_account: [
    { id: 'acc_buyer', kind: 'buyer_balance', owner: 'byr_1', balance_minor: '7357' },
    { id: 'acc_market', kind: 'market_cash', owner: 'market', balance_minor: null },
  ],
  ledger_posting: moves.map(({ kind, subject }) => ({ id: `pst_${subject}`, kind, subject })),
  ledger_entry: entryRows(),
  refund: [
    {
      order_id: 'ord_L8',
      order_line_id: 'orl_L8',
      refund_order_id: 'ord_L8r',
      amount_minor: '667',
      cause: 'change_failed',
      buyer_id: 'byr_1',
      requested_at: formatNoon('06-11'),
      posting_id: 'pst_ord_L8r',
    },
  ],
  subscription: [subscriptionRow('L'), subscriptionRow('K')],
  subscription_term: [...termRows('L'), ...termRows('K')],
  delivery: [createDeliveryRow('L', formatNoon('01-28')), createDeliveryRow('K', formatNoon('06-15'))],
  instance: (['L', 'K'] as const).map((life) => ({
    subscription_id: `sub_${life}`,
    seller_id: 'sel_1',
    order_id: `ord_${life}1`,
    reference: `i-${life}`,
    state: life === 'L' ? 'released' : 'open',
  })),
  supervision: [],
  appeal: [],
  refund_request: [],
  refund_request_line: [],
  license: [],
  license_application: [],
  call: calls.map(createCallRow),
  attempt: calls.map(({ id, state }) => ({
    call_id: id,
    n: 1,
    verdict: { code: state ? 'http_status' : 'succeeded' },
    late: false,
  })),
  message: [],
  history: [
    ...facts.map((kind, sequence) => ({ subject: 'sub_L', sequence, kind, data: {} })),
    ...['service.opened', 'service.renewed'].map((kind, sequence) => ({
      subject: 'sub_K',
      sequence,
      kind,
      data: {},
    })),
  ],
})
const tenYuan: ListedPrice = {
  priceItemId: sold.price_item_id,
  combination: 'Basic',
  period: 'month',
  unitE8: 1_000_000_000n,
}

/** Evidence of both lives without faults; `change` adds a fault. */
export function createLivesEvidence(
  change: (evidence: Evidence) => Partial<Evidence> = () => ({}),
): Evidence {
  const well: Evidence = {
    journal: calls.flatMap(createSellerLines),
    exported: createExport(),
    acknowledged: [formatNumber('L1'), formatNumber('K1')],
    paid: deals.filter(quoteOf).map(toPaid),
    returns: { made: [], quotas: [], refused: [] },
    priceLists: [{ productId: 'prd_1', from: 0, to: 0, prices: [tenYuan] }],
    supervised: [],
    licenses: noLicenses,
    now: parseDay('07-03'),
    shifted: (moment, byMs) => moment + byMs,
  }
  return { ...well, ...change(well) }
}

/** Changes a line of the seller's journal about a call. */
export const withLine =
  (callId: string, change: Partial<SellerLine>) =>
  ({ journal }: Evidence): Partial<Evidence> => {
    const n = calls.findIndex(({ id }) => id === callId) + 1
    return { journal: journal.map((line) => (line.n === n ? { ...line, ...change } : line)) }
  }
export const withoutLine =
  (callId: string) =>
  ({ journal }: Evidence): Partial<Evidence> => {
    const n = calls.findIndex(({ id }) => id === callId) + 1
    return { journal: journal.filter((line) => line.n !== n) }
  }
