import {
  defineAdded,
  flag,
  defineId,
  number,
  defineObject,
  defineOneOf,
  defineOptional,
  string,
  text,
  time,
} from '../members.ts'
import { defineMessages } from '../messages.ts'
import { verdict } from './facts.ts'

const seller = defineObject({ id: defineAdded(defineId('sel')), name: text })

export const callMessages = defineMessages('interfaces', {
  /** A call whose attempts failed; the message is updated as the call goes on. */
  call_failing: {
    callId: defineAdded(defineId('cal')),
    operation: defineAdded(string),
    activity: string,
    /** The seller's id of the instance in question. */
    reference: defineOptional(string),
    orderId: defineOptional(defineId('ord')),
    orderNumber: defineOptional(string),
    product: defineOptional(text),
    tries: defineAdded(number),
    state: defineOneOf(['waiting', 'stopped', 'confirmed', 'superseded', 'expired', 'restarted']),
    mayRestart: defineAdded(flag),
    verdict: defineOptional(verdict),
    /** The last failed attempt. */
    triedAt: defineOptional(time),
    /** When the next attempt is due. */
    nextAt: defineOptional(time),
    recoveredAt: defineOptional(time),
  },
  seller_parked: {
    seller,
    parkedSince: time,
    probeAt: defineAdded(time),
    failures: number,
    verdict: defineAdded(verdict),
  },
  seller_recovered: { seller, parkedSince: time, recoveredAt: time },
})
