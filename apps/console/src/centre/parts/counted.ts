import { countText } from '@loggia/ui'

/** Queues may be of any length; the server counts them no further. */
const countedTo = 1000

/** `1,000+` where the server has stopped counting. */
export const countedText = (count: number): string =>
  count >= countedTo ? `${countText(countedTo)}+` : countText(count)
