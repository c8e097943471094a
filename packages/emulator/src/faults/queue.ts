import type { AskedFor } from '@loggia/marketplace/embedded'
import type { FaultAsk, FaultName, QueuedFault } from '../schema.ts'

/** Faults that wait for their calls, in the order in which they were asked for. */
export type FaultQueue = {
  add(ask: FaultAsk): QueuedFault
  list(): readonly QueuedFault[]
  clear(): void
  /** The first that fits and that `mayHappen` now; it is used up by one. */
  take(of: Pick<AskedFor, 'activity'>, mayHappen: (fault: FaultName) => boolean): QueuedFault | undefined
}

export function createFaultQueue(): FaultQueue {
  let serial = 0
  let queued: QueuedFault[] = []
  return {
    add({ times = 1, ...ask }) {
      const fault = { ...ask, id: (serial += 1), left: times }
      queued.push(fault)
      return fault
    },
    list: () => [...queued],
    clear: () => void (queued = []),
    take({ activity }, mayHappen) {
      const fits = (one: QueuedFault): boolean => one.activity === undefined || one.activity === activity
      const found = queued.find((one) => fits(one) && mayHappen(one.fault))
      if (!found) return undefined
      queued = queued
        .map((one) => (one === found ? { ...one, left: one.left - 1 } : one))
        .filter((one) => one.left > 0)
      return found
    },
  }
}
