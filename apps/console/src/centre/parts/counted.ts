import { formatCount } from '@loggia/ui'

/** Queues may be of any length; the server counts them no further. */
const countedTo = 1000

/** `1,000+` where the server has stopped counting. */
export const formatCounted = (count: number): string =>
  count >= countedTo ? `${formatCount(countedTo)}+` : formatCount(count)
