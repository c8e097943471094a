import { defineFacts, ofSeller } from '../facts.ts'
import { defineAdded, defineId, defineOptional, string, time } from '../members.ts'

const ofDelivery = { ...ofSeller, deliveryId: defineAdded(defineId('dlv')) }

export const fulfilmentFacts = defineFacts('ord', {
  'delivery.made': {
    ...ofDelivery,
    file: defineOptional(string),
    note: defineOptional(string),
    begunAt: defineOptional(time),
  },
  'delivery.accepted': ofDelivery,
  'delivery.rejected': { ...ofDelivery, reason: defineAdded(string) },
  'delivery.refunded': { ...ofDelivery, reason: defineAdded(string) },
  'change.applied': ofSeller,
  'change.failed': { ...ofSeller, until: defineAdded(time) },
})
