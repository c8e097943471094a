import { factsOn, ofSeller } from '../facts.ts'
import { added, id, optional, string, time } from '../members.ts'

const ofDelivery = { ...ofSeller, deliveryId: added(id('dlv')) }

export const fulfilmentFacts = factsOn('ord', {
  'delivery.made': {
    ...ofDelivery,
    file: optional(string),
    note: optional(string),
    begunAt: optional(time),
  },
  'delivery.accepted': ofDelivery,
  'delivery.rejected': { ...ofDelivery, reason: added(string) },
  'delivery.refunded': { ...ofDelivery, reason: added(string) },
  'change.applied': ofSeller,
  'change.failed': { ...ofSeller, until: added(time) },
})
