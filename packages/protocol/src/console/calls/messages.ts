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

export const callMessages = defineMessages({
  /** How a call stands whose tries failed: brought up to date where it stands. */
  call_failing: {
    callId: defineAdded(defineId('cal')),
    operation: defineAdded(string),
    activity: string,
    /** The seller's id of the instance that is asked about. */
    reference: defineOptional(string),
    orderId: defineOptional(defineId('ord')),
    orderNumber: defineOptional(string),
    product: defineOptional(text),
    tries: defineAdded(number),
    state: defineOneOf(['waiting', 'stopped', 'confirmed', 'superseded', 'expired', 'restarted']),
    mayRestart: defineAdded(flag),
    verdict: defineOptional(verdict),
    /** The last try that failed … */
    triedAt: defineOptional(time),
    /** … and when the next one is to come. */
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
