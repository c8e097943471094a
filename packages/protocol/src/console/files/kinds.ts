// Without zod: pages use this value.

/** Most bytes of a file or picture that people upload. Decimal, so that pages can say it exactly: 5 MB. */
export const mostFileBytes = 5_000_000
