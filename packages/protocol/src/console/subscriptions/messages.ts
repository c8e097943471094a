import { periods } from '../catalog/kinds.ts'
import {
  defineAdded,
  flag,
  defineId,
  money,
  number,
  defineObject,
  defineOneOf,
  defineOptional,
  string,
  text,
  time,
} from '../members.ts'
import { renewalPeriods } from './kinds.ts'
import { defineMessages, defineReplacedMessages } from '../messages.ts'

/** A service of the buyer, with the product's name. */
const ofService = { serviceId: defineAdded(defineId('sub')), product: text }
const until = { ...ofService, until: time }
const renewalPeriod = defineOneOf(renewalPeriods)
const ofOrder = { orderId: defineAdded(defineId('ord')), orderNumber: string }

export const subscriptionMessages = {
  ...defineReplacedMessages('services', {
    service_expiring: {
      ...ofService,
      endsAt: time,
      daysLeft: number,
      renewsItself: defineAdded(flag),
      /** R110: the automatic renewal; `replaces`: the chosen period, which is no longer sold. */
      renewal: defineOptional(
        defineObject({
          period: renewalPeriod,
          amount: defineOptional(money),
          replaces: defineOptional(renewalPeriod),
        }),
      ),
    },
    service_in_grace: until,
    service_frozen: until,
    service_releasing: until,
    /** R116: to the buyer and to the seller. */
    service_barred: { ...ofService, ...ofOrder, reason: string },
    service_unbarred: { ...ofService, ...ofOrder, reason: defineAdded(string) },
    auto_renewal_failed: {
      ...ofService,
      code: defineAdded(string),
      sentence: text,
      period: defineAdded(renewalPeriod),
      amount: defineOptional(money),
      nextTryAt: defineOptional(time),
    },
  }),
  ...defineMessages('services', {
    service_released: ofService,
    service_renewed_itself: {
      ...ofService,
      orderId: defineAdded(defineId('ord')),
      orderNumber: defineAdded(string),
      amount: money,
      period: defineAdded(defineOneOf(periods)),
      endsAt: time,
    },
    /** R110: the chosen period is no longer sold; the next try renews by another one. */
    auto_renewal_period_replaced: {
      ...ofService,
      from: renewalPeriod,
      to: renewalPeriod,
      amount: defineOptional(money),
      nextTryAt: defineOptional(time),
    },
  }),
}
