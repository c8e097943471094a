/** Runs at most `most` pieces of work at a time for each name; the others wait in order. */
export function createSlots(most: number): { run<T>(name: string, work: () => Promise<T>): Promise<T> } {
  const lanes = new Map<string, { free: number; waiting: (() => void)[] }>()

  const laneOf = (name: string): { free: number; waiting: (() => void)[] } => {
    const lane = lanes.get(name) ?? { free: most, waiting: [] }
    lanes.set(name, lane)
    return lane
  }

  return {
    async run(name, work) {
      const lane = laneOf(name)
      if (lane.free > 0) lane.free -= 1
      else await new Promise<void>((resolve) => lane.waiting.push(resolve))
      try {
        return await work()
      } finally {
        const next = lane.waiting.shift()
        if (next) next()
        else lane.free += 1
      }
    },
  }
}
