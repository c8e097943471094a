import type { Row } from './books.ts'
import type { LicensesTold } from './license-told.ts'
import { addMs, formatNoon, formatNumber } from './judged-rows.ts'

// Six supervised deliveries, written by hand; all were paid at noon on 1 January. W is work in two parts, the first
// rejected once, accepted on 1 February and in use since 20 January. G are goods that the system accepted, a day later
// than without the appeal of its buyer. P was appealed and ended for a part of its price. S is SaaS that was delivered;
// its seller appealed because nobody accepts. B are goods that were given back, as buyer and seller agreed the second
// time; at the first the buyer appealed, and an operator rejected it. L is a code, in use since its activation.
export const paidAt = formatNoon('01-01')
export const total = 5_000
export const part = 2_000
const dayMs = 86_400_000
const midnight = (day: string): string => addMs(formatNoon(day), -dayMs / 2)

export type Delivery = {
  readonly name: string
  readonly type: string
  readonly flow: string
  readonly stage: string
  readonly endedAt?: string
  /** When its term began. */
  readonly startsAt?: string
  readonly back?: number
  readonly facts: readonly (readonly [kind: string, day: string, data?: Row])[]
  readonly more?: Row
}
export const deliveries: readonly Delivery[] = [
  {
    name: 'W',
    type: 'manual_service',
    flow: 'standard',
    stage: 'done',
    endedAt: formatNoon('02-01'),
    startsAt: midnight('01-20'),
    facts: [
      ['demand.submitted', '01-02'],
      ['demand.rejected', '01-03'],
      ['demand.submitted', '01-04'],
      ['demand.confirmed', '01-05', { milestones: 2 }],
      ['delivery.made', '01-06'],
      ['delivery.rejected', '01-07'],
      ['delivery.made', '01-08'],
      ['delivery.accepted', '01-09'],
      ['delivery.recheck_marked', '01-10', { needed: true }],
      ['delivery.made', '01-20', { begunAt: midnight('01-20') }],
      ['delivery.rechecked', '01-21'],
      ['delivery.accepted', '02-01'],
    ],
    more: {
      begun_at: midnight('01-20'),
      rejections: 1,
      milestones_accepted: 2,
      needs_recheck: true,
    },
  },
  {
    name: 'G',
    type: 'hardware',
    flow: 'hardware',
    stage: 'done',
    endedAt: formatNoon('01-14'),
    startsAt: formatNoon('01-14'),
    facts: [
      ['delivery.made', '01-02'],
      ['delivery.received', '01-03', { at: formatNoon('01-03') }],
      ['appeal.opened', '01-04', { by: 'buyer' }],
      ['appeal.withdrawn', '01-05', { by: 'buyer' }],
      ['delivery.accepted', '01-14', { by: 'system' }],
    ],
    more: {
      received_at: formatNoon('01-03'),
      accept_at: formatNoon('01-14'),
      tracking_readable: true,
    },
  },
  {
    name: 'P',
    type: 'manual_service',
    flow: 'standard',
    stage: 'ended',
    endedAt: formatNoon('08-01'),
    back: part,
    facts: [
      ['demand.submitted', '01-02'],
      ['appeal.opened', '07-31', { by: 'buyer' }],
      ['appeal.decided', '08-01', { outcome: 'refunded' }],
      ['delivery.refunded', '08-01'],
    ],
  },
  {
    name: 'S',
    type: 'saas',
    flow: 'saas',
    stage: 'acceptance',
    facts: [
      ['delivery.opened', '01-01'],
      ['delivery.made', '01-02'],
      ['appeal.opened', '07-31', { by: 'seller' }],
    ],
    more: { opened_at: paidAt, appealed_at: formatNoon('07-31') },
  },
  {
    name: 'B',
    type: 'hardware',
    flow: 'hardware',
    stage: 'ended',
    endedAt: formatNoon('03-20'),
    back: 3_000,
    facts: [
      ['delivery.made', '01-02'],
      ['refund_request.asked', '02-01'],
      ['appeal.opened', '02-14', { by: 'buyer' }],
      ['appeal.decided', '02-15', { outcome: 'continue' }],
      ['refund_request.rejected', '02-15', { by: 'operator' }],
      ['refund_request.asked', '03-01'],
      ['refund_request.approved', '03-02', { goods: true }],
      ['refund_request.goods_sent', '03-10'],
      ['refund_request.goods_received', '03-20'],
      ['delivery.refunded', '03-20'],
    ],
  },
  {
    name: 'L',
    type: 'license',
    flow: 'license_code_collected',
    stage: 'done',
    endedAt: formatNoon('01-04'),
    startsAt: formatNoon('01-04'),
    facts: [
      ['delivery.made', '01-02'],
      ['license.issued', '01-02', { supervisionId: undefined }],
      ['license.collected', '01-03', { supervisionId: undefined }],
      ['delivery.code_collected', '01-03'],
      ['delivery.activated', '01-04'],
      ['license.activated', '01-04', { supervisionId: undefined }],
    ],
    more: { begun_at: formatNoon('01-04'), collected_at: formatNoon('01-03') },
  },
]

/** The license of L, and what its buyer was told. */
export const licenses: readonly Row[] = [
  {
    id: 'lic_L',
    order_id: 'ord_L',
    subscription_id: 'sub_L',
    seller_id: 'sel_1',
    buyer_id: 'byr_1',
    way: 'code',
    state: 'active',
    ending: 'XYZ2',
    reference: null,
    issued_at: formatNoon('01-02'),
    collected_at: formatNoon('01-03'),
    activated_at: formatNoon('01-04'),
    ended_at: null,
  },
]
export const licensesTold: LicensesTold = {
  told: [
    {
      orderNumber: formatNumber('L'),
      kind: 'code',
      fingerprint: '',
      read: ['ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2'],
      handed: [],
      handOvers: 1,
      activations: ['92020000'],
      applications: [],
      strangers: [],
      refusals: [],
      stage: 'done',
    },
  ],
  uploads: [],
}

export const requests: readonly Row[] = [
  { id: 'rrq_B1', state: 'rejected', asked_at: formatNoon('02-01'), ended_at: formatNoon('02-15') },
  { id: 'rrq_B2', state: 'refunded', asked_at: formatNoon('03-01'), ended_at: formatNoon('03-20') },
]
export const requestLines: readonly Row[] = requests.map(({ id }) => ({
  request_id: id,
  supervision_id: 'spv_B',
  order_line_id: 'orl_B',
  amount_minor: '3000',
}))

export const appeals: readonly Row[] = [
  {
    id: 'ape_G',
    by: 'buyer',
    state: 'withdrawn',
    opened_at: formatNoon('01-04'),
    closed_at: formatNoon('01-05'),
  },
  {
    id: 'ape_P',
    by: 'buyer',
    state: 'decided',
    opened_at: formatNoon('07-31'),
    closed_at: formatNoon('08-01'),
    outcome: 'refunded',
    amount_minor: String(part),
  },
  { id: 'ape_S', by: 'seller', state: 'open', opened_at: formatNoon('07-31') },
  {
    id: 'ape_B',
    by: 'buyer',
    state: 'decided',
    opened_at: formatNoon('02-14'),
    closed_at: formatNoon('02-15'),
    outcome: 'continue',
  },
].map((row) => ({
  outcome: null,
  amount_minor: null,
  closed_at: null,
  supervision_id: `spv_${row.id.slice(4)}`,
  ...row,
}))
