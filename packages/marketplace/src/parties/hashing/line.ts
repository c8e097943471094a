/** How much is worked on at once, and how many may wait for it: of all together, and of one. */
export type LineLimits = {
  readonly atOnce: number
  readonly mostWaiting: number
  readonly mostOfOne: number
}
export type Line = {
  /**
   * Does the work when it is its turn. Whoever it is `of` has few places, and they are served one after the other. Rejects with
   * `tooMany()` without having begun if there is no place; work of nobody, the market's own, always has one.
   */
  run<T>(of: string | undefined, work: () => Promise<T>): Promise<T>
}

type Place = { readonly begin: () => void; readonly giveUp: () => void }

/** A line before something that only few can use at once, in which nobody can stand before everybody else. */
export function createLine(limits: LineLimits, tooMany: () => Error): Line {
  /** By whom they are of, in the order of whose turn it is. */
  const waiting = new Map<string | undefined, Place[]>()
  let running = 0
  const count = (): number => {
    let places = 0
    for (const [of, own] of waiting) if (of !== undefined) places += own.length
    return places
  }

  /** When the line is full, whoever holds most of it gives up their newest place to one who holds fewer. */
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
    // Behind all the others: their turn comes first.
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
