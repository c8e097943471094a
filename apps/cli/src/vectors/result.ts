/** What one vector came to. */
export type VectorResult = {
  /** The file in packages/protocol/vectors, without `.json`. */
  readonly file: string
  readonly id: string
  readonly note?: string
  readonly passed: boolean
}
