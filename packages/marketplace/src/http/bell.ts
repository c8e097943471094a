/** Wakes one waiter; a ring while nobody waits is kept for the next wait. */
export type Bell = {
  readonly ring: () => void
  wait(): Promise<void>
  end(): void
}

/** Creates a bell that also rings when the signal aborts. */
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
