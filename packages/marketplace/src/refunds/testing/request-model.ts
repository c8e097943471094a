import { fromDays } from '@loggia/kernel'

/**
 * A delivery, its request and its appeal by commerce.md §5 and §8, in own arithmetic: whether an act is possible, and
 * what is so after it. It shares no code and no table with the marketplace.
 */
export type Model = {
  readonly isGoods: boolean
  stage: 'performing' | 'acceptance' | 'done' | 'ended'
  /** Of goods: where they are. */
  goods: 'here' | 'on_the_way' | 'received'
  request: { state: 'seller_review' | 'goods_return' | 'goods_sent'; amount: number; at: number } | undefined
  isAppealed: boolean
  /** What went back of what was paid. */
  back: number
  now: number
}

export const acts = [
  'deliver',
  'receive',
  'accept',
  'send_again',
  'ask',
  'approve',
  'reject',
  'withdraw',
  'send_goods',
  'confirm_goods',
  'refuse_goods',
  'appeal',
  'withdraw_appeal',
  'decide_continue',
  'decide_done',
  'decide_refunded',
  'operator_refund',
  'week',
] as const
export type Act = (typeof acts)[number]
export type Step = { readonly act: Act; readonly amount: number }

export const createModel = (isGoods: boolean): Model => ({
  isGoods,
  stage: 'performing',
  goods: 'here',
  request: undefined,
  isAppealed: false,
  back: 0,
  now: 0,
})

const isOpen = ({ stage }: Model): boolean => stage === 'performing' || stage === 'acceptance'
const isFree = (model: Model): boolean => isOpen(model) && !model.request && !model.isAppealed

function end(model: Model, stage: 'done' | 'ended', back: number): void {
  Object.assign(model, { stage, request: undefined, isAppealed: false, back })
}

/** Does the act; false if it is not possible, and then nothing changes. */
export function apply(model: Model, { act, amount }: Step, paid: number): boolean {
  const { request } = model
  const answered = model.isAppealed ? undefined : request?.state
  const isPossible: Readonly<Record<Act, () => boolean>> = {
    deliver: () => isFree(model) && model.stage === 'performing',
    // Also of goods that the buyer has sent back meanwhile.
    receive: () =>
      isFree(model) &&
      (model.stage === 'acceptance' || model.stage === 'performing') &&
      model.goods === 'on_the_way',
    accept: () => isFree(model) && model.stage === 'acceptance',
    send_again: () => isFree(model) && model.stage === 'acceptance',
    ask: () => isFree(model) && model.goods !== 'on_the_way' && amount >= 1 && amount <= paid,
    approve: () => answered === 'seller_review',
    reject: () => answered === 'seller_review',
    withdraw: () => answered === 'seller_review' || answered === 'goods_return',
    send_goods: () => answered === 'goods_return',
    confirm_goods: () => answered === 'goods_sent',
    refuse_goods: () => answered === 'goods_sent',
    // From a Tuesday, seven working days are nine days.
    appeal: () => isOpen(model) && !model.isAppealed && (!request || model.now - request.at >= fromDays(9)),
    withdraw_appeal: () => model.isAppealed,
    decide_continue: () => model.isAppealed,
    decide_done: () => model.isAppealed,
    decide_refunded: () => model.isAppealed && amount >= 1 && amount <= paid,
    operator_refund: () => isOpen(model),
    week: () => true,
  }
  if (!isPossible[act]()) return false
  follow(model, { act, amount }, paid)
  return true
}

function follow(model: Model, { act, amount }: Step, paid: number): void {
  const { request } = model
  const effects: Readonly<Record<Act, () => unknown>> = {
    deliver: () =>
      Object.assign(model, { stage: 'acceptance', goods: model.isGoods ? 'on_the_way' : 'here' }),
    receive: () => (model.goods = 'received'),
    accept: () => end(model, 'done', 0),
    send_again: () => (model.stage = 'performing'),
    ask: () => (model.request = { state: 'seller_review', amount, at: model.now }),
    approve: () => {
      if (request && model.goods === 'received') request.state = 'goods_return'
      else end(model, 'ended', request?.amount ?? 0)
    },
    reject: () => (model.request = undefined),
    withdraw: () => (model.request = undefined),
    send_goods: () => request && (request.state = 'goods_sent'),
    confirm_goods: () => end(model, 'ended', request?.amount ?? 0),
    refuse_goods: () => (model.request = undefined),
    appeal: () => (model.isAppealed = true),
    withdraw_appeal: () => (model.isAppealed = false),
    decide_continue: () => Object.assign(model, { request: undefined, isAppealed: false }),
    decide_done: () => end(model, 'done', 0),
    decide_refunded: () => end(model, 'ended', amount),
    operator_refund: () => end(model, 'ended', paid),
    week: () => (model.now += fromDays(7)),
  }
  effects[act]()
}
