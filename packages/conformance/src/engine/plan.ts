import type { Bench } from './bench.ts'
import type { Step } from './check.ts'
import type { Exchange } from './exchange.ts'

/** What a run of one protocol does in addition to its checks. */
export type Plan = {
  /** Right and harmless requests that are sent first, beginning with the simplest. */
  readonly gate: readonly Step<Exchange>[]
  /** The instances that these exchanges opened and did not release. */
  readonly openedBy: (made: readonly Exchange[]) => readonly Opened[]
}

/** An instance that a run opened. */
export type Opened = {
  readonly instanceId: string
  readonly release: (bench: Bench) => Promise<Exchange>
}
