/**
 * The figures that the marketplace reports about itself; the process decides where they are kept. No method may
 * throw.
 */
export type Metrics = {
  /** An attempt ended. `outcome` is the call's word for it, `next` the state of the call now. */
  callEnded(ended: {
    readonly operation: string
    readonly outcome: string
    readonly next: string
    readonly durationMs: number
  }): void
  /** A call was sent, `delayMs` after it was due. */
  callSent(sent: { readonly operation: string; readonly delayMs: number }): void
  /** A transaction was committed or rolled back; `ms` includes the wait for a connection. */
  transactionEnded(ended: { readonly ms: number; readonly committed: boolean }): void
  /** A request was answered. `route` is the pattern, not the URL, which would give unlimited values. */
  requestEnded(ended: {
    readonly method: string
    readonly route: string
    readonly status: number
    readonly ms: number
  }): void
}

/** For processes that count nothing. */
export const noMetrics: Metrics = {
  callEnded: () => undefined,
  callSent: () => undefined,
  transactionEnded: () => undefined,
  requestEnded: () => undefined,
}
