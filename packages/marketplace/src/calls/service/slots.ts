/** One call under way: first on the wire, then being written. */
export type Slot = { answered(): void; settled(): void }
/** How many calls this process may have under way. */
export type Slots = {
  room(): number
  take(): Slot
  /** Called when there is room again after there was little. */
  onRoom(listener: () => void): void
}

/** Answers that are not written yet, for each call that may be on the wire: a slow database must not be overrun. */
const unwrittenFor = 4

/**
 * `limit` calls may be on the wire at once. An answer frees its place on the wire before it is written, so that writing
 * and sending go on side by side.
 */
export function createSlots(limit: number): Slots {
  let onWire = 0
  let unwritten = 0
  let little = false
  let tell: () => void = () => undefined
  const room = (): number => Math.min(limit - onWire, limit * (1 + unwrittenFor) - onWire - unwritten)
  const freed = (): void => {
    // Not for each place: a claim for one call costs as much as one for many.
    if (!little || room() < Math.ceil(limit / 4)) return
    little = false
    tell()
  }
  return {
    room() {
      const left = room()
      if (left < Math.ceil(limit / 4)) little = true
      return left
    },
    take() {
      onWire += 1
      if (room() < Math.ceil(limit / 4)) little = true
      let isOnWire = true
      return {
        answered() {
          isOnWire = false
          onWire -= 1
          unwritten += 1
          freed()
        },
        settled() {
          if (isOnWire) onWire -= 1
          else unwritten -= 1
          freed()
        },
      }
    },
    onRoom: (listener) => void (tell = listener),
  }
}
