import type { DurationMs } from '@loggia/kernel'

/** A claimed call: it waits for its place on the wire, is on it, and then is being written. */
export type Slot = {
  /** Resolves when it may be sent. */
  readonly place: Promise<void>
  /** `tookMs` is how long it was on the wire. */
  answered(tookMs: DurationMs): void
  settled(): void
}
/** How many calls this process may have under way. */
export type Slots = {
  room(): number
  take(): Slot
  /** Called when there is room again after there was little. */
  onRoom(listener: () => void): void
}

/** Answers that are not written yet, for each call that may be on the wire: a slow database must not be overrun. */
const unwrittenFor = 4
/** So many are claimed ahead, for each that may be on the wire, of which none should wait longer than this for its place. */
const aheadFor = 3
const aheadMs: DurationMs = 50
/** Each answer counts for one in so many of the mean time on the wire. */
const meanOf = 16

/**
 * `limit` calls may be on the wire at once. An answer frees its place on the wire before it is written, so that writing
 * and sending go on side by side. While sellers answer quickly, up to three times as many are claimed ahead, so that the wire
 * is not empty while the next are being claimed and a claim is for many at a time; beside slow ones none is, since it
 * would wait here though another node may have a place for it.
 */
export function createSlots(limit: number): Slots {
  const waiting: (() => void)[] = []
  let onWire = 0
  let unwritten = 0
  let meanMs = Number.POSITIVE_INFINITY
  let little = false
  let tell: () => void = () => undefined

  const most = (): number =>
    limit + Math.min(limit * aheadFor, Math.floor((limit * aheadMs) / Math.max(1, meanMs)))
  const underWay = (): number => onWire + waiting.length
  const room = (): number => Math.min(most(), limit * (1 + unwrittenFor) - unwritten) - underWay()
  const isLittle = (): boolean => room() < Math.ceil(most() / 4)
  const tellIfFree = (): void => {
    // Not for each place: a claim for one call costs as much as one for many.
    if (!little || isLittle()) return
    little = false
    tell()
  }
  const leaveWire = (): void => {
    onWire -= 1
    const next = waiting.shift()
    if (next) {
      onWire += 1
      next()
    }
  }
  function takePlace(): Promise<void> {
    if (onWire < limit) {
      onWire += 1
      return Promise.resolve()
    }
    return new Promise((resolve) => waiting.push(resolve))
  }

  return {
    room() {
      const left = room()
      if (isLittle()) little = true
      return left
    },
    take() {
      const place = takePlace()
      if (isLittle()) little = true
      let isOnWire = true
      return {
        place,
        answered(tookMs) {
          isOnWire = false
          unwritten += 1
          meanMs = Number.isFinite(meanMs) ? meanMs + (tookMs - meanMs) / meanOf : tookMs
          leaveWire()
          tellIfFree()
        },
        settled() {
          if (isOnWire) leaveWire()
          else unwritten -= 1
          tellIfFree()
        },
      }
    },
    onRoom: (listener) => void (tell = listener),
  }
}
