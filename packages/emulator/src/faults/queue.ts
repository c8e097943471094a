import type { AskedFor } from '@loggia/marketplace/embedded'
import { messagesByProtocol } from '@loggia/protocol/messages'
import { omitUndefined } from '@loggia/kernel'
import { emulatorProblems } from '../problems.ts'
import { signOnActivities } from '../sign-on/schema.ts'
import { faultNames, signOnFaults } from '../schema.ts'
import type { FaultAsk, QueuedFault } from '../schema.ts'

/** Faults that wait for their calls, in the order in which they were added. */
export type FaultQueue = {
  add(ask: FaultAsk): QueuedFault
  list(): readonly QueuedFault[]
  clear(): void
  /** Takes the first fault that matches and that `mayHappen` now, and decrements its count. */
  take(of: Pick<AskedFor, 'activity'>, mayHappen: (fault: QueuedFault) => boolean): QueuedFault | undefined
}

export function createFaultQueue(): FaultQueue {
  let serial = 0
  let queued: QueuedFault[] = []
  return {
    add({ times = 1, ...given }) {
      const ask = isOfSignOn(given.fault) ? { activity: 'token', ...omitUndefined(given) } : given
      requireFitting({ times, ...ask })
      const fault = { ...ask, id: (serial += 1), left: times }
      queued.push(fault)
      return fault
    },
    list: () => [...queued],
    clear: () => void (queued = []),
    take({ activity }, mayHappen) {
      const fits = (one: QueuedFault): boolean => one.activity === undefined || one.activity === activity
      const found = queued.find((one) => fits(one) && mayHappen(one))
      if (!found) return undefined
      queued = queued
        .map((one) => (one === found ? { ...one, left: one.left - 1 } : one))
        .filter((one) => one.left > 0)
      return found
    },
  }
}

const activities: readonly string[] = [
  ...signOnActivities,
  ...new Set(Object.values(messagesByProtocol).flatMap((messages) => messages.activities)),
]
const mostDelayMs = 600_000

const isOfSignOn = (fault: string): boolean => signOnFaults.some((one) => one === fault)
/** What may go wrong with an answer to a seller's server. */
const ofAnswers: readonly string[] = [...signOnFaults, 'delay', 'time-out', 'reset']

/** Refuses a fault that no call could match. It would wait for ever, and the test that added it would prove nothing. */
function requireFitting({
  fault,
  activity,
  times,
  delayMs = 0,
}: FaultAsk & { readonly times: number }): void {
  if (!faultNames.includes(fault))
    throw emulatorProblems.fault_unknown({ fault, known: faultNames.join(', ') })
  if (activity !== undefined && !activities.includes(activity))
    throw emulatorProblems.fault_of_nothing({ activity, known: activities.join(', ') })
  const isAnswer = signOnActivities.some((one) => one === activity)
  if (isAnswer ? !ofAnswers.includes(fault) : isOfSignOn(fault))
    throw emulatorProblems.fault_of_nothing({
      activity: `${fault} ${activity ?? ''}`,
      known: (isAnswer ? ofAnswers : signOnActivities).join(', '),
    })
  if (!Number.isSafeInteger(times) || times < 1)
    throw emulatorProblems.unreadable({ why: 'times: a whole number from 1' })
  if (!Number.isSafeInteger(delayMs) || delayMs < 0 || delayMs > mostDelayMs)
    throw emulatorProblems.unreadable({ why: `delayMs: a whole number from 0 to ${mostDelayMs}` })
}
