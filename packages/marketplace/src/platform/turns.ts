import type { DurationMs } from '@loggia/kernel'

/** Limits for a scarce resource that several owners share. */
export type TurnLimits = {
  /** Turns at once, of all owners. */
  readonly atOnce: number
  /** Turns at once of one owner. */
  readonly atOnceOfOwner: number
  /** Waiting requests of one owner; the next one is refused. */
  readonly waitingOfOwner: number
  /** Waiting requests of all owners. */
  readonly waiting: number
  /** Longest wait in ms; without it requests wait until their turn. */
  readonly waitMs?: DurationMs
}
/** Ends a turn; further calls have no effect. */
export type EndTurn = () => void
export type Turns = {
  /** Resolves when it is the owner's turn; to undefined if too many wait, or after `waitMs`. */
  take(owner: string): Promise<EndTurn | undefined>
}

type Waiter = () => void

/**
 * Shares a scarce resource among owners. Each owner has a queue and the queues take turns, so that the many requests
 * of one owner delay only that owner.
 */
export function createTurns(limits: TurnLimits): Turns {
  // Ordered by whose turn is next.
  const lines = new Map<string, Waiter[]>()
  const taken = new Map<string, number>()
  let underWay = 0
  let waiting = 0

  const mayGo = (owner: string): boolean =>
    underWay < limits.atOnce && (taken.get(owner) ?? 0) < limits.atOnceOfOwner

  function start(owner: string): EndTurn {
    underWay += 1
    taken.set(owner, (taken.get(owner) ?? 0) + 1)
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      underWay -= 1
      const left = (taken.get(owner) ?? 1) - 1
      if (left > 0) taken.set(owner, left)
      else taken.delete(owner)
      callNext()
    }
  }

  /** A turn that ended makes room for one waiter. */
  function callNext(): void {
    const next = [...lines].find(([owner]) => mayGo(owner))
    const waiter = next?.[1][0]
    if (!next || !waiter) return
    const [owner, line] = next
    leave(owner, waiter)
    // The owner's remaining waiters go behind the other owners.
    if (lines.delete(owner)) lines.set(owner, line)
    waiter()
  }

  function leave(owner: string, waiter: Waiter): void {
    const line = lines.get(owner) ?? []
    line.splice(line.indexOf(waiter), 1)
    if (line.length === 0) lines.delete(owner)
    waiting -= 1
  }

  function wait(owner: string): Promise<EndTurn | undefined> {
    const { promise, resolve } = Promise.withResolvers<EndTurn | undefined>()
    const giveUp = (): void => {
      leave(owner, waiter)
      resolve(undefined)
    }
    const timer = limits.waitMs === undefined ? undefined : setTimeout(giveUp, limits.waitMs)
    const waiter = (): void => {
      clearTimeout(timer)
      resolve(start(owner))
    }
    lines.set(owner, [...(lines.get(owner) ?? []), waiter])
    waiting += 1
    return promise
  }

  return {
    async take(owner) {
      const ahead = lines.get(owner)?.length ?? 0
      if (ahead === 0 && mayGo(owner)) return start(owner)
      if (ahead >= limits.waitingOfOwner || waiting >= limits.waiting) return undefined
      return wait(owner)
    },
  }
}
