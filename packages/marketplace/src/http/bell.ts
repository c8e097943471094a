/** Wakes one who waits; what rang while nobody waited is not lost. */
export type Bell = {
  readonly ring: () => void
  wait(): Promise<void>
  end(): void
}

/** It also rings when the signal fires. */
export function createBell(signal: AbortSignal): Bell {
  let rung = false
  let wake: (() => void) | undefined
  const ring = (): void => {
    rung = true
    wake?.()
  }
  signal.addEventListener('abort', ring, { once: true })
  return {
    ring,
    async wait() {
      if (!rung) await new Promise<void>((resolve) => (wake = resolve))
      rung = false
    },
    end: () => signal.removeEventListener('abort', ring),
  }
}
