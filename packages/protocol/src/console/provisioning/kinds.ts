/** What was not accepted of a seller, or not said to one, since two services go by one id. */
export const sharedInstanceCases = ['opening', 'release', 'freeze', 'lift', 'returned_renewal'] as const
export type SharedInstanceCase = (typeof sharedInstanceCases)[number]
