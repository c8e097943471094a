export declare function startOfBundle(folder: string): {
  readonly script: string
  readonly flags: readonly string[]
}
