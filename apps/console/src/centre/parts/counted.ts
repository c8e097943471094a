import { formatCount } from '@loggia/ui'

/** Queues may have any length; the server stops counting here. */
const countedTo = 1000

/** `1,000+` if the server has stopped counting. */
export const formatCounted = (count: number): string =>
  count >= countedTo ? `${formatCount(countedTo)}+` : formatCount(count)
