import type { DurationMs } from '@loggia/kernel'

/** A claimed call: it waits for its place on the wire, is sent, and is then settled. */
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

/** The most unwritten answers for each call that may be on the wire, so that a slow database is not overrun. */
const unwrittenFor = 4
/**
 * How many calls are claimed ahead for each that may be on the wire, and how long one of them should wait for its place
 * at most.
 */
const aheadFor = 3
const aheadMs: DurationMs = 50
/** The weight of an answer in the mean time on the wire is one over this. */
const meanOf = 16

/**
 * Up to `limit` calls are on the wire at the same time. An answer frees its place before it is written, so that writing
 * and sending overlap. While sellers answer quickly, up to three times as many calls are claimed ahead, so that the
 * wire is never empty and a claim takes many at a time. With slow sellers none is claimed ahead: it would wait here
 * although another node may have a place for it.
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
    // Not for each place that becomes free: a claim for one call costs as much as one for many.
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
