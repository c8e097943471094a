/** Due calls, one for each healthy seller: what one claim takes. */
export const due = 64
/** Sellers with their limit of calls being sent; together a thousand, the most that one node has. */
export const saturated = 250
/** Waiting calls of each of them. */
export const waitingEach = 400

export type Side = 'empty' | 'backlog'
export type Order = { readonly databases: Readonly<Record<Side, string>>; readonly rounds: number }
/** Milliseconds of each round. */
export type Timed = Readonly<
  Record<Side, { readonly claim: readonly number[]; readonly sweep: readonly number[] }>
>

export const toHealthyLane = (nth: number): string => `healthy-${String(nth).padStart(6, '0')}`
export const toRowLane = (nth: number): string => `row-${String(nth).padStart(6, '0')}`
