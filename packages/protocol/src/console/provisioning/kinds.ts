/** What was not accepted from a seller, or not sent to it, because two services have one instance id. */
export const sharedInstanceCases = ['opening', 'release', 'freeze', 'lift', 'returned_renewal'] as const
export type SharedInstanceCase = (typeof sharedInstanceCases)[number]
