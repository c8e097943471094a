/** Messages between the two processes of a side. */
export type Seeding = {
  /** Root folder of the version that seeds the market: this repository, or a clone. */
  readonly root: string
  readonly databaseUrl: string
  readonly sellerUrls: readonly string[]
  readonly buyers: number
}
export type Seeded = {
  readonly emails: readonly string[]
  /** The nth belongs to the nth seller. */
  readonly priceItems: readonly string[]
  readonly accessKeys: readonly string[]
}
export type BareOrder = {
  readonly databaseUrl: string
  readonly sellerUrls: readonly string[]
  readonly accessKeys: readonly string[]
}
