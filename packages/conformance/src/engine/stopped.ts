import type { Exchange } from './exchange.ts'

/** Why a run ended early: one sentence, and the exchanges that show it. */
export type Stopped = { readonly why: string; readonly exchanges: readonly Exchange[] }
