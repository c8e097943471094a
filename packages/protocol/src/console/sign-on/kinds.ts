// Without zod: pages use these lists, and load no schemas.

/** *signed_on*: it opens with the person signed in. *address*: it opens where its people sign in to it themselves. */
export const appOpenings = ['signed_on', 'address'] as const

/**
 * Why an app that somebody may use cannot be opened now. *expired*: its service is frozen after its end (R114).
 * *barred*: it is frozen for a violation (R116).
 */
export const appClosings = ['expired', 'barred'] as const
export type AppClosing = (typeof appClosings)[number]
