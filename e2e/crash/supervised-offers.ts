// The products of the crash test that people deliver, or whose delivery the buyer accepts.
const text = (zh: string, en: string) => ({ zh, en })
const yuan = (amount: string) => ({ amount, currency: 'CNY' as const })
const seats = { name: text('席位', 'Seats'), unit: text('席', 'seat'), min: 1, max: 100 }
const template = text('写明域名与管理员', 'State the domain and the administrator')
const criteria = text('管理员可以登录', 'The administrator can sign in')
const noPromises = { fiveDayRefund: false, upgrades: false, renewalChanges: false }

type Sold = { readonly period: 'month' | 'one_time'; readonly amount: string }
const sellAt = ({ period, amount }: Sold) => [
  {
    name: text('标准版', 'Standard'),
    features: [],
    prices: [{ period, unitPrice: yuan(amount) }],
  },
]

/** By kind: work in the standard flow, SaaS that is accepted, and goods that are sent. */
export const supervisedOffers = {
  work: {
    type: 'manual_service',
    supervision: { flow: 'standard', template, criteria },
    specifications: sellAt({ period: 'month', amount: '12.34' }),
  },
  saas: {
    type: 'saas',
    supervision: { flow: 'saas', template, criteria },
    quantity: seats,
    afterSale: noPromises,
    specifications: sellAt({ period: 'month', amount: '7.01' }),
  },
  goods: {
    type: 'hardware',
    supervision: { flow: 'hardware', criteria },
    quantity: seats,
    specifications: sellAt({ period: 'one_time', amount: '15.5' }),
  },
} as const
export const supervisedKinds = ['work', 'saas', 'goods'] as const satisfies (keyof typeof supervisedOffers)[]
export type SupervisedKind = (typeof supervisedKinds)[number]
