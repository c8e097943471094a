import { defineAdded, defineId, defineOneOf, defineOptional, string, text } from '../members.ts'
import { defineMessages, defineReplacedMessages } from '../messages.ts'

/** What a party is told of a supervised delivery. */
export const deliverySteps = [
  'demand_due',
  'demand_submitted',
  'demand_confirmed',
  'demand_rejected',
  'design_submitted',
  'design_confirmed',
  'design_rejected',
  'due',
  'made',
  'code_released',
  'activated',
  'recheck_failed',
  'part_accepted',
  'accepted',
  'received',
  'received_and_due',
  'auto_accepted',
  'rejected',
  'refunded',
  'waiting',
  'appealed',
  'appeal_withdrawn',
  'appeal_decided',
] as const
/** What operators are told to decide. */
export const deliveryDecisions = ['appealed', 'recheck_due'] as const

const ofDelivery = {
  orderId: defineAdded(defineId('ord')),
  orderNumber: string,
  product: text,
  supervisionId: defineOptional(defineId('spv')),
  reason: defineOptional(string),
}

const partyMessages = defineMessages('orders', {
  /** A step of a supervised delivery, for the party that acts next or has to know. */
  delivery: {
    what: defineOneOf(deliverySteps),
    ...ofDelivery,
  },
})
/** What an operator decides; another appeal about the same delivery is raised again. */
const operatorMessages = defineReplacedMessages('queues', {
  delivery_decision: { what: defineOneOf(deliveryDecisions), ...ofDelivery },
})

export const supervisionMessages = { ...partyMessages, ...operatorMessages }
