export const sides = ['few', 'many'] as const
export type Side = (typeof sides)[number]
export const kinds = ['nothing', 'reminder', 'scan'] as const
export type Kind = (typeof kinds)[number]

/** Rounds that are not counted, to compile the code and load the database's pages into memory. */
export const warmUp = { look: 20, scan: 2 } as const
export type Rounds = { readonly look: number; readonly scan: number }
export type Order = {
  readonly databases: Readonly<Record<Side, string>>
  readonly rounds: Rounds
  readonly now: Date
}
/** Milliseconds of each round, and the database pages that one query for due work reads. */
export type Timed = Readonly<
  Record<
    Side,
    Readonly<Record<Kind, readonly number[]>> & { readonly pages: number; readonly scanPages: number }
  >
>
