import { defineFacts, ofSeller } from '../facts.ts'
import {
  defineAdded,
  flag,
  hide,
  defineId,
  defineList,
  number,
  defineObject,
  defineOneOf,
  defineOptional,
  string,
  text,
  time,
} from '../members.ts'
import { renewalPeriods } from './kinds.ts'

/** Seller and buyer of the service, which decide who may read the fact. */
const owned = { ...ofSeller, buyerId: hide(defineId('byr'), 'buyer') }
const ofOrder = { orderId: defineAdded(defineId('ord')), orderNumber: defineAdded(string) }
const extended = {
  ...owned,
  endsAt: defineAdded(time),
  orderNumber: defineAdded(string),
  auto: defineAdded(flag),
}

export const subscriptionFacts = {
  ...defineFacts('sub', {
    'service.opened': { ...owned, endsAt: defineOptional(time) },
    'service.renewed': extended,
    'service.converted': extended,
    'service.changed': {
      ...owned,
      ...ofOrder,
      quantity: defineAdded(number),
      specification: defineAdded(text),
      attributes: defineOptional(defineList(defineObject({ name: text, value: text }))),
    },
    'service.change_failed': { ...owned, until: defineAdded(time) },
    'service.renewal_returned': {
      ...owned,
      ...ofOrder,
      endsAt: defineAdded(time),
      autoRenewalOff: defineAdded(flag),
    },
    'service.returned': {
      ...owned,
      orderId: defineOptional(defineId('ord')),
      orderNumber: defineOptional(string),
    },
    'service.expired': { ...owned, graceUntil: defineAdded(time) },
    'service.frozen': { ...owned, retentionUntil: defineAdded(time) },
    'service.barred': { ...owned, reason: defineAdded(string) },
    'service.unbarred': { ...owned, reason: defineAdded(string) },
    'service.released': owned,
    'auto_renewal.failed': { ...owned, code: defineAdded(string), sentence: defineAdded(text) },
    'auto_renewal.set': {
      ...owned,
      on: defineAdded(flag),
      daysBefore: defineAdded(number),
      times: defineAdded(number),
      period: defineOptional(defineOneOf(renewalPeriods)),
    },
    /** R110: the chosen period is no longer sold. */
    'auto_renewal.period_replaced': {
      ...owned,
      from: defineOneOf(renewalPeriods),
      to: defineOneOf(renewalPeriods),
    },
  }),
  ...defineFacts('ord', { 'term.added': { ...ofSeller, startsAt: time, endsAt: defineOptional(time) } }),
}
