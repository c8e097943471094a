import type { DurationMs } from '@loggia/kernel'

/** How much of something scarce is given at once, and who waits for it. */
export type TurnLimits = {
  /** Who have their turn at once … */
  readonly atOnce: number
  /** … and how many of them may be one owner’s. */
  readonly atOnceOfOwner: number
  /** One owner has at most so many waiting; the next is refused. */
  readonly waitingOfOwner: number
  /** So many wait in all. */
  readonly waiting: number
  /** Longer than this nobody waits. Without it they wait until it is their turn. */
  readonly waitMs?: DurationMs
}
/** Ends a turn; more than once is the same as once. */
export type EndTurn = () => void
export type Turns = {
  /** Resolves when it is this owner’s turn; undefined if too many wait, or it waited too long. */
  take(owner: string): Promise<EndTurn | undefined>
}

type Waiter = () => void

/**
 * Shares something scarce among owners: each has a line of their own and the lines take turns, so that whoever asks for much
 * waits behind themselves and not before everybody else.
 */
export function createTurns(limits: TurnLimits): Turns {
  // In the order in which owners have their next turn.
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

  /** A turn that has ended makes room for one other. */
  function callNext(): void {
    const next = [...lines].find(([owner]) => mayGo(owner))
    const waiter = next?.[1][0]
    if (!next || !waiter) return
    const [owner, line] = next
    leave(owner, waiter)
    // Behind the others for what else it waits for.
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
