import { factsOn, ofSeller } from '../facts.ts'
import { added, flag, hidden, id, listOf, number, object, optional, string, text, time } from '../members.ts'

/** Whose service it is: there to tell who may read it. */
const owned = { ...ofSeller, buyerId: hidden(id('byr'), 'buyer') }
const ofOrder = { orderId: added(id('ord')), orderNumber: added(string) }
const extended = { ...owned, endsAt: added(time), orderNumber: added(string), auto: added(flag) }

export const subscriptionFacts = {
  ...factsOn('sub', {
    'service.opened': { ...owned, endsAt: optional(time) },
    'service.renewed': extended,
    'service.converted': extended,
    'service.changed': {
      ...owned,
      ...ofOrder,
      quantity: added(number),
      specification: added(text),
      attributes: optional(listOf(object({ name: text, value: text }))),
    },
    'service.change_failed': { ...owned, until: added(time) },
    'service.renewal_returned': { ...owned, ...ofOrder, endsAt: added(time), autoRenewalOff: added(flag) },
    'service.returned': { ...owned, orderId: optional(id('ord')), orderNumber: optional(string) },
    'service.expired': { ...owned, graceUntil: added(time) },
    'service.frozen': { ...owned, retentionUntil: added(time) },
    'service.barred': { ...owned, reason: added(string) },
    'service.unbarred': { ...owned, reason: added(string) },
    'service.released': owned,
    'auto_renewal.failed': { ...owned, code: added(string), sentence: added(text) },
    'auto_renewal.set': { ...owned, on: added(flag), daysBefore: added(number), times: added(number) },
  }),
  ...factsOn('ord', { 'term.added': { ...ofSeller, startsAt: time, endsAt: optional(time) } }),
}
