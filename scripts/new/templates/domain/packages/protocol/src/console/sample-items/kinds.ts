/** In force until its term is over, unless its seller withdraws it before. */
export const sampleItemStates = ['in_force', 'withdrawn', 'ended'] as const
export type SampleItemState = (typeof sampleItemStates)[number]

/** How long a title and a term may be, and how many a seller has in force at once. */
export const sampleItemLimits = { titleLength: 80, days: 3650, inForce: 20 } as const
