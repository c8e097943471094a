/** What the two processes of a side tell each other. */
export type Seeding = {
  /** The folder of the version that makes its market: this repository, or a clone of it. */
  readonly root: string
  readonly databaseUrl: string
  readonly sellerUrls: readonly string[]
  readonly buyers: number
}
export type Seeded = {
  readonly emails: readonly string[]
  /** The nth is the nth seller's. */
  readonly priceItems: readonly string[]
  readonly accessKeys: readonly string[]
}
export type BareOrder = {
  readonly databaseUrl: string
  readonly sellerUrls: readonly string[]
  readonly accessKeys: readonly string[]
}
