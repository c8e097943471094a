import type { Row, SellerLine } from './books.ts'
import type { Evidence } from './judge.ts'
import { createLivesEvidence } from './judged-lives.ts'
import {
  parseDay,
  createCallRow,
  createDeliveryRow,
  createLineRow,
  createSellerLines,
  formatNumber,
  createOrderRows,
  createPeriods,
  createQuoteRow,
  toPaid,
  sold,
} from './judged-rows.ts'
import type { Asked, Deal } from './judged-rows.ts'

// Two more lives, which were returned completely. R is bought on 1 July and renewed; the renewal is returned, then the
// whole service. T has a trial, is converted, and is returned.
const hour = (day: string, of: string): string => `2026-${day}T${of}:00:00.000Z`
const deals: readonly Deal[] = [
  {
    name: 'R1',
    kind: 'new',
    life: 'R',
    paidAt: hour('07-01', '04'),
    quantity: 1,
    amount: 1_000,
    refunded: true,
  },
  {
    name: 'R2',
    kind: 'renewal',
    life: 'R',
    paidAt: hour('07-01', '05'),
    quantity: 1,
    amount: 1_000,
    refunded: true,
  },
  { name: 'T1', kind: 'new', life: 'T', paidAt: hour('07-01', '04'), quantity: 1, amount: 0, trial: true },
  {
    name: 'T2',
    kind: 'conversion',
    life: 'T',
    paidAt: hour('07-01', '06'),
    quantity: 1,
    amount: 1_000,
    refunded: true,
  },
]
const terms: Readonly<Record<string, readonly [string, string, string]>> = {
  R1: ['07-01', '08-01', hour('07-02', '06')],
  R2: ['08-01', '09-01', hour('07-02', '04')],
  T1: ['07-01', '07-04', hour('07-02', '07')],
  T2: ['07-04', '08-04', hour('07-02', '07')],
}
const returns = [
  { of: 'R2', cause: 'renewal', at: hour('07-02', '04') },
  { of: 'R1', cause: 'five_day', at: hour('07-02', '06') },
  { of: 'T2', cause: 'five_day', at: hour('07-02', '07') },
]
const noon = (day: string): string => hour(day, '04')

const termRow = ({ name, life, trial, quantity }: Deal): Row => {
  const [startsAt = '', endsAt = '', refundedAt = ''] = terms[name] ?? []
  return {
    id: `trm_${name}`,
    subscription_id: `sub_${life}`,
    order_line_id: `orl_${name}`,
    position: Number(name[1]),
    starts_at: noon(startsAt),
    ends_at: noon(endsAt),
    refunded_at: refundedAt,
    quantity: String(quantity),
    ...sold,
    ...createPeriods(trial),
  }
}
const subscriptionRow = (life: 'R' | 'T'): Row => ({
  id: `sub_${life}`,
  order_id: `ord_${life}1`,
  order_line_id: `orl_${life}1`,
  state: 'cancelled',
  starts_at: noon('07-01'),
  ends_at: noon(life === 'R' ? '08-01' : '08-04'),
  anchor_day: life === 'R' ? 1 : 4,
  grace_until: null,
  retention_until: null,
  looked_at: noon('07-02'),
  changing_line_id: null,
  quantity: '1',
  ...sold,
  ...createPeriods(undefined),
})

type Said = Pick<Asked, 'id' | 'kind' | 'activity' | 'at' | 'operation'> & { says: Partial<SellerLine> }
const ofLife = (life: 'R' | 'T', { operation, says, ...call }: Said): Asked => ({
  ...call,
  life,
  operation: { reference: `i-${life}`, ...operation },
  says,
})
const numbersOf = (name: string): Row => ({
  orderNumber: formatNumber(name),
  lineNumber: `${formatNumber(name)}-000001`,
})
const says = (name: string): Partial<SellerLine> => ({
  orderId: formatNumber(name),
  orderLineId: `${formatNumber(name)}-000001`,
})
const createCreated = (life: 'R' | 'T'): Asked =>
  ofLife(life, {
    id: `cal_${life}_create`,
    kind: 'create_instance',
    activity: 'newInstance',
    at: noon('07-01'),
    operation: numbersOf(`${life}1`),
    says: { ...says(`${life}1`), businessId: `b-${life}`, told: `i-${life}` },
  })
const createRefreshed = (name: string, when: string, [scene, wire]: [string, string], end: string): Asked =>
  ofLife(name.startsWith('R') ? 'R' : 'T', {
    id: `cal_${name}_refresh`,
    kind: 'refresh_instance',
    activity: 'refreshInstance',
    at: when,
    operation: { ...numbersOf(name), scene, expiresAt: parseDay(end) },
    says: { ...says(name), scene: wire, expireTime: `2026${end.replace('-', '')}040000000` },
  })
const createReleased = (name: string, when: string): Asked =>
  ofLife(name.startsWith('R') ? 'R' : 'T', {
    id: `cal_${name}_release`,
    kind: 'release_instance',
    activity: 'releaseInstance',
    at: when,
    operation: numbersOf(name),
    says: says(name),
  })
const calls: readonly Asked[] = [
  createCreated('R'),
  createRefreshed('R2', hour('07-01', '05'), ['renewal', 'RENEWAL'], '09-01'),
  createRefreshed('R2R', hour('07-02', '04'), ['renewal_cancelled', 'UNSUBSCRIBE_RENEWAL_PERIOD'], '08-01'),
  createReleased('R1R', hour('07-02', '06')),
  createCreated('T'),
  createRefreshed('T2', hour('07-01', '06'), ['trial_to_formal', 'TRIAL_TO_FORMAL'], '08-04'),
  createReleased('T2R', hour('07-02', '07')),
]
/** After the requests of the other lives. */
const firstRequest = 100

const moves = [
  ...deals
    .filter(({ amount }) => amount > 0)
    .map(({ name, amount }) => ({ kind: 'payment', subject: `ord_${name}`, amount: -amount })),
  ...returns.map(({ of }) => ({ kind: 'refund', subject: `ord_${of}r`, amount: 1_000 })),
]
/** Entries that start from the balance after the other lives. */
const entryRows = (): Row[] => {
  let balance = 7_357
  return moves.flatMap(({ subject, amount }) => {
    balance += amount
    const entry = { posting_id: `pst_${subject}`, currency: 'CNY' }
    const after = String(balance)
    return [
      { ...entry, account_id: 'acc_buyer', amount_minor: String(amount), balance_after_minor: after },
      { ...entry, account_id: 'acc_market', amount_minor: String(-amount), balance_after_minor: null },
    ]
  })
}
const facts: Readonly<Record<'R' | 'T', readonly string[]>> = {
  R: ['service.opened', 'service.renewed', 'service.renewal_returned', 'service.returned'],
  T: ['service.opened', 'service.converted', 'service.returned'],
}
const lives = ['R', 'T'] as const
const quoted = deals.filter(({ kind }) => kind !== 'new')

const rows = (): Partial<Record<keyof Evidence['exported'], Row[]>> => ({
  order: deals.flatMap(createOrderRows),
  order_line: deals.map(createLineRow),
  payment: deals
    .filter(({ amount }) => amount > 0)
    .map(({ name, amount }) => ({
      order_id: `ord_${name}`,
      posting_id: `pst_ord_${name}`,
      amount_minor: String(amount),
    })),
  quote: quoted.map(createQuoteRow),
  ledger_posting: moves.map(({ kind, subject }) => ({ id: `pst_${subject}`, kind, subject })),
  ledger_entry: entryRows(),
  refund: returns.map(({ of, cause, at: requested }) => ({
    id: `rfd_${of}`,
    order_id: `ord_${of}`,
    order_line_id: `orl_${of}`,
    refund_order_id: `ord_${of}r`,
    amount_minor: '1000',
    cause,
    buyer_id: 'byr_1',
    requested_at: requested,
    posting_id: `pst_ord_${of}r`,
  })),
  subscription: lives.map(subscriptionRow),
  subscription_term: deals.map(termRow),
  delivery: lives.map((life) => createDeliveryRow(life, noon('07-01'))),
  instance: lives.map((life) => ({
    subscription_id: `sub_${life}`,
    seller_id: 'sel_1',
    order_id: `ord_${life}1`,
    reference: `i-${life}`,
    state: 'released',
  })),
  call: calls.map(createCallRow),
  attempt: calls.map(({ id }) => ({ call_id: id, n: 1, verdict: { code: 'succeeded' }, late: false })),
  history: lives.flatMap((life) =>
    facts[life].map((kind, sequence) => ({ subject: `sub_${life}`, sequence, kind, data: {} })),
  ),
})

/** Evidence of all four lives without faults; `change` adds a fault. */
export function createReturnsEvidence(
  change: (evidence: Evidence) => Partial<Evidence> = () => ({}),
): Evidence {
  const others = createLivesEvidence()
  const exported: Evidence['exported'] = {
    ...others.exported,
    ...Object.fromEntries(
      Object.entries(rows()).map(([table, own]) => [
        table,
        [...others.exported[table as keyof Evidence['exported']], ...own],
      ]),
    ),
  }
  const asked = { serviceId: 'sub_R', from: parseDay('07-02') + 1, to: parseDay('07-02') + 2 }
  const well: Evidence = {
    ...others,
    journal: [...others.journal, ...calls.flatMap((call, i) => createSellerLines(call, firstRequest + i))],
    exported,
    acknowledged: [...others.acknowledged, formatNumber('R1'), formatNumber('T1')],
    paid: [...others.paid, ...quoted.map(toPaid)],
    returns: {
      made: returns.map(({ of }) => ({ number: formatNumber(`${of}R`), amount: '10.00' })),
      quotas: [{ ...asked, year: 2026, used: 1 }],
      refused: [],
    },
  }
  return { ...well, ...change(well) }
}

/** Changes a line of the seller's journal about a call of these two lives. */
export const withReturnLine =
  (callId: string, change: Partial<SellerLine>) =>
  ({ journal }: Evidence): Partial<Evidence> => {
    const n = firstRequest + calls.findIndex(({ id }) => id === callId) + 1
    return { journal: journal.map((line) => (line.n === n ? { ...line, ...change } : line)) }
  }
/** Adds returns of other services by the same buyer, one hour apart, from a moment on. */
export const withMoreReturns =
  (count: number, from: string) =>
  ({ exported }: Evidence): Partial<Evidence> => {
    const [one] = exported.refund.filter((row) => row['id'] === 'rfd_R2')
    const others = Array.from({ length: count }, (_, nth) => ({
      ...one,
      id: `rfd_${from}_${nth}`,
      order_line_id: `orl_${from}_${nth}`,
      refund_order_id: `ord_${from}_${nth}`,
      requested_at: new Date(Date.parse(from) + nth * 3_600_000).toISOString(),
    }))
    return { exported: { ...exported, refund: [...exported.refund, ...others] } }
  }
