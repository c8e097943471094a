/** How many jobs run at once, how many may wait in total, and how many of one owner. */
export type LineLimits = {
  readonly atOnce: number
  readonly mostWaiting: number
  readonly mostOfOne: number
}
export type Line = {
  /**
   * Runs the work when its turn comes. An owner (`of`) has few places, and owners take turns. Rejects with `tooMany()`,
   * without starting the work, if there is no place. Work without an owner (the market's own) always has a place.
   */
  run<T>(of: string | undefined, work: () => Promise<T>): Promise<T>
}

type Place = { readonly begin: () => void; readonly giveUp: () => void }

/** A fair queue for a scarce resource: one owner cannot keep all others waiting. */
export function createLine(limits: LineLimits, tooMany: () => Error): Line {
  /** Waiting jobs by owner, in the order of the owners' turns. */
  const waiting = new Map<string | undefined, Place[]>()
  let running = 0
  const count = (): number => {
    let places = 0
    for (const [of, own] of waiting) if (of !== undefined) places += own.length
    return places
  }

  /** If the queue is full, the owner with the most places loses the newest to an owner with fewer. */
  function makeRoom(held: number): boolean {
    if (count() < limits.mostWaiting) return true
    const [most] = [...waiting]
      .filter(([of]) => of !== undefined)
      .map(([, own]) => own)
      .sort((a, b) => b.length - a.length)
    if (most === undefined || most.length <= held + 1) return false
    most.pop()?.giveUp()
    return true
  }

  function waitForTurn(of: string | undefined): Promise<void> {
    const held = waiting.get(of) ?? []
    const hasRoom = of === undefined || (held.length < limits.mostOfOne && makeRoom(held.length))
    if (!hasRoom) return Promise.reject(tooMany())
    return new Promise((resolve, reject) => {
      waiting.set(of, [...held, { begin: resolve, giveUp: () => reject(tooMany()) }])
    })
  }

  function letNextIn(): void {
    const [next] = waiting
    if (!next) return
    const [of, [place, ...rest]] = next
    waiting.delete(of)
    // Moves this owner behind all others.
    if (rest.length > 0) waiting.set(of, rest)
    running += 1
    place?.begin()
  }

  return {
    async run(of, work) {
      if (running < limits.atOnce) running += 1
      else await waitForTurn(of)
      try {
        return await work()
      } finally {
        running -= 1
        letNextIn()
      }
    },
  }
}
