/** Sellers with five products each, whose servers are called through six interfaces. */
export type Size = { readonly sellers: number; readonly calls: number; readonly attempts: number }

export const full: Size = { sellers: 100, calls: 1_000_000, attempts: 10_000_000 }
export const small: Size = { sellers: 5, calls: 2000, attempts: 20_000 }
export const days = 90

/** `page`: what a seller opens; `list`: what an operator opens; `attempts`: the page's numbers from the attempts themselves. */
export const sides = ['page', 'list', 'attempts'] as const
export type Side = (typeof sides)[number]
export type Order = { readonly database: string; readonly rounds: Readonly<Record<Side, number>> }
/** Milliseconds of each round, and of one more count just after the last. */
export type Timed = Readonly<Record<Side, readonly number[]>> & { readonly count: readonly number[] }
