import type { Export, Row } from './books.ts'
import type { Evidence } from './judge.ts'
import {
  appeals,
  deliveries,
  licenses,
  licensesTold,
  paidAt,
  part,
  requestLines,
  requests,
  total,
} from './judged-deliveries.ts'
import type { Delivery } from './judged-deliveries.ts'
import { toDayOfMonth } from './calendar.ts'
import { createCallRow, createSellerLines, formatNoon, formatNumber, parseDay } from './judged-rows.ts'
import type { Asked } from './judged-rows.ts'

const isDone = ({ stage }: Delivery): boolean => stage === 'done'
const isEnded = ({ stage }: Delivery): boolean => stage === 'ended'
const stateOf = (of: Delivery, done: string, ended: string, open: string): string =>
  isDone(of) ? done : isEnded(of) ? ended : open

const supervisionRow = (of: Delivery): Row => ({
  id: `spv_${of.name}`,
  delivery_id: `dlv_${of.name}`,
  order_id: `ord_${of.name}`,
  order_line_id: `orl_${of.name}`,
  subscription_id: `sub_${of.name}`,
  type: of.type,
  flow: of.flow,
  stage: of.stage,
  started_at: paidAt,
  offered: { flow: of.flow },
  needs_recheck: false,
  rejections: 0,
  milestones_accepted: 0,
  opened_at: null,
  collected_at: null,
  delivered_at: of.facts.some(([kind]) => kind === 'delivery.made') ? formatNoon('01-02') : null,
  begun_at: null,
  received_at: null,
  accept_at: null,
  tracking_readable: null,
  appealed_at: null,
  refund_asked_at: null,
  done_at: isDone(of) ? of.endedAt : null,
  ended_at: isEnded(of) ? of.endedAt : null,
  ...of.more,
})

const orderRows = (of: Delivery): Row[] => [
  {
    id: `ord_${of.name}`,
    number: formatNumber(of.name),
    kind: 'new',
    state: stateOf(of, 'completed', 'refunded', 'processing'),
    total_minor: String(total),
    refunds_order_id: null,
    buyer_id: 'byr_1',
    member_id: 'mbr_1',
    created_at: paidAt,
    paid_at: paidAt,
  },
  ...(of.back === undefined
    ? []
    : [
        {
          id: `ord_${of.name}r`,
          number: formatNumber(`${of.name}R`),
          kind: 'refund',
          state: 'completed',
          total_minor: String(of.back),
          refunds_order_id: `ord_${of.name}`,
          buyer_id: 'byr_1',
          member_id: null,
          paid_at: null,
        },
      ]),
]

const holding = { sku_id: 'sku_1', price_item_id: 'pri_1', quantity: '1' }
/** All are paid once, so that a term has no end. */
const once = { period: 'one_time', period_count: 1, trial_days: null }

const lineRow = (of: Delivery): Row => ({
  id: `orl_${of.name}`,
  order_id: `ord_${of.name}`,
  number: `${formatNumber(of.name)}-000001`,
  seller_id: 'sel_1',
  subscription_id: null,
  state: stateOf(of, 'completed', 'refunded', 'open'),
  amount_minor: String(total),
  returned_minor: String(of.back ?? 0),
  offer: {
    unitPrice: { amountE8: `${total}000000` },
    period: 'one_time',
    periodCount: 1,
    supervision: { flow: of.flow },
  },
  ...holding,
})

const subscriptionRow = (of: Delivery): Row => ({
  id: `sub_${of.name}`,
  order_id: `ord_${of.name}`,
  order_line_id: `orl_${of.name}`,
  state: stateOf(of, 'active', 'cancelled', 'opening'),
  starts_at: of.startsAt ?? null,
  ends_at: null,
  anchor_day: of.startsAt === undefined ? 1 : toDayOfMonth(Date.parse(of.startsAt)),
  grace_until: null,
  retention_until: null,
  looked_at: null,
  changing_line_id: null,
  ...holding,
  ...once,
})

const deliveryRow = (of: Delivery): Row => ({
  id: `dlv_${of.name}`,
  order_id: `ord_${of.name}`,
  order_line_id: `orl_${of.name}`,
  subscription_id: `sub_${of.name}`,
  seller_id: 'sel_1',
  type: of.type,
  state: stateOf(of, 'accepted', 'failed', 'started'),
  started_at: paidAt,
  delivered_at: isDone(of) ? formatNoon('01-02') : null,
  accepted_at: isDone(of) ? of.endedAt : null,
  failed_at: isEnded(of) ? of.endedAt : null,
})

type Move = { readonly kind: string; readonly subject: string; readonly amount: number }
const moves: readonly Move[] = [
  { kind: 'top_up', subject: 'byr_1', amount: 30_000 },
  ...deliveries.map(({ name }) => ({ kind: 'payment', subject: `ord_${name}`, amount: -total })),
  { kind: 'refund', subject: 'ord_Br', amount: 3_000 },
  { kind: 'refund', subject: 'ord_Pr', amount: part },
]
function entryRows(): Row[] {
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

const opening: Asked = {
  id: 'cal_S',
  life: 'S',
  kind: 'create_instance',
  activity: 'newInstance',
  at: paidAt,
  operation: { orderNumber: formatNumber('S'), lineNumber: `${formatNumber('S')}-000001` },
  says: {
    orderId: formatNumber('S'),
    orderLineId: `${formatNumber('S')}-000001`,
    businessId: 'b-S',
    told: 'i-S',
  },
}

/** The first reminders of what was open on 30 June, 180 days after the payment, and the second ones of S. */
const reminders = [
  ['P', '06-30'],
  ['S', '06-30'],
  ['P', '07-30'],
  ['S', '07-30'],
].flatMap(([name, day]) =>
  ['buyer', 'seller'].map((party) => ({
    id: `msg_${name}_${day}_${party}`,
    party_kind: party,
    kind: 'delivery',
    subject: `spv_${name}:waiting`,
    data: { what: 'waiting', supervisionId: `spv_${name}` },
    at: formatNoon(day ?? ''),
  })),
)

const createExport = (): Export => ({
  order: deliveries.flatMap(orderRows),
  order_line: deliveries.map(lineRow),
  payment: deliveries.map(({ name }) => ({
    order_id: `ord_${name}`,
    posting_id: `pst_ord_${name}`,
    amount_minor: String(total),
  })),
  quote: [],
  ledger_account: [
    { id: 'acc_buyer', kind: 'buyer_balance', owner: 'byr_1', balance_minor: String(part + 3_000) },
    { id: 'acc_market', kind: 'market_clearing', owner: 'market', balance_minor: null },
  ],
  ledger_posting: moves.map(({ kind, subject }) => ({ id: `pst_${subject}`, kind, subject })),
  ledger_entry: entryRows(),
  refund: deliveries.filter(isEnded).map(({ name, back, endedAt }) => ({
    order_id: `ord_${name}`,
    order_line_id: `orl_${name}`,
    refund_order_id: `ord_${name}r`,
    amount_minor: String(back),
    cause: name === 'B' ? 'negotiated' : 'appealed',
    buyer_id: 'byr_1',
    requested_at: endedAt,
    posting_id: `pst_ord_${name}r`,
  })),
  subscription: deliveries.map(subscriptionRow),
  subscription_term: deliveries.filter(isDone).map(({ name, startsAt }) => ({
    id: `trm_${name}`,
    subscription_id: `sub_${name}`,
    order_line_id: `orl_${name}`,
    position: 1,
    starts_at: startsAt,
    ends_at: null,
    refunded_at: null,
    ...holding,
    ...once,
  })),
  delivery: deliveries.map(deliveryRow),
  supervision: deliveries.map(supervisionRow),
  appeal: appeals,
  refund_request: requests,
  refund_request_line: requestLines,
  license: licenses,
  license_application: [],
  instance: [
    { subscription_id: 'sub_S', seller_id: 'sel_1', order_id: 'ord_S', reference: 'i-S', state: 'open' },
  ],
  call: [{ ...createCallRow(opening), subject: 'ord_S' }],
  attempt: [{ call_id: 'cal_S', n: 1, verdict: { code: 'succeeded' }, late: false }],
  message: reminders,
  history: [
    ...deliveries.flatMap(({ name, facts }) =>
      facts.map(([kind, day, data], i) => ({
        id: `${name}${i + 1}`,
        subject: `ord_${name}`,
        sequence: i + 1,
        kind,
        at: formatNoon(day),
        data: { supervisionId: `spv_${name}`, ...data },
      })),
    ),
    { subject: 'ord_S', sequence: 0, kind: 'call.attempted', data: { callId: 'cal_S', n: 1 } },
  ],
})

/** Evidence of the six deliveries without faults; `change` adds a fault. */
export function createSupervisedEvidence(
  change: (evidence: Evidence) => Partial<Evidence> = () => ({}),
): Evidence {
  const well: Evidence = {
    journal: createSellerLines(opening, 0),
    exported: createExport(),
    acknowledged: deliveries.map(({ name }) => formatNumber(name)),
    paid: [],
    returns: { made: [], quotas: [], refused: [] },
    priceLists: [],
    supervised: [{ supervisionId: 'spv_P', stage: 'ended' }],
    licenses: licensesTold,
    now: parseDay('08-02'),
    shifted: (moment, byMs) => moment + byMs,
  }
  return { ...well, ...change(well) }
}
