import { added, flag, id, number, object, oneOf, optional, string, text, time } from '../members.ts'
import { messagesOnce } from '../messages.ts'
import { verdict } from './facts.ts'

const seller = object({ id: added(id('sel')), name: text })

export const callMessages = messagesOnce({
  /** How a call stands whose tries failed: brought up to date where it stands. */
  call_failing: {
    callId: added(id('cal')),
    operation: added(string),
    activity: string,
    /** The seller's id of the instance that is asked about. */
    reference: optional(string),
    orderId: optional(id('ord')),
    orderNumber: optional(string),
    product: optional(text),
    tries: added(number),
    state: oneOf(['waiting', 'stopped', 'confirmed', 'superseded', 'expired', 'restarted']),
    mayRestart: added(flag),
    verdict: optional(verdict),
    /** The last try that failed … */
    triedAt: optional(time),
    /** … and when the next one is to come. */
    nextAt: optional(time),
    recoveredAt: optional(time),
  },
  seller_parked: {
    seller,
    parkedSince: time,
    probeAt: added(time),
    failures: number,
    verdict: added(verdict),
  },
  seller_recovered: { seller, parkedSince: time, recoveredAt: time },
})
