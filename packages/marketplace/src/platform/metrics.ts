/** What the house counts of itself; who keeps the figures is the process's business. Nothing here may throw. */
export type Metrics = {
  /** An attempt ended. `outcome` is the call's own word for it, `next` the state that the call has now. */
  callEnded(ended: {
    readonly operation: string
    readonly outcome: string
    readonly next: string
    readonly durationMs: number
  }): void
  /** A call went out, this long after it was due. */
  callSent(sent: { readonly operation: string; readonly delayMs: number }): void
  /** A transaction ended, committed or not; the wait for a connection is part of `ms`. */
  transactionEnded(ended: { readonly ms: number; readonly committed: boolean }): void
  /** A request was answered. `route` is the pattern and not the address, which would be without number. */
  requestEnded(ended: {
    readonly method: string
    readonly route: string
    readonly status: number
    readonly ms: number
  }): void
}

/** For who does not count. */
export const noMetrics: Metrics = {
  callEnded: () => undefined,
  callSent: () => undefined,
  transactionEnded: () => undefined,
  requestEnded: () => undefined,
}
