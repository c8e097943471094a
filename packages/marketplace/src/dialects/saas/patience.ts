import { hours, minutes, seconds } from '@loggia/kernel'
import type { Schedule } from '../schema.ts'

/** How a query is tried, whatever the protocol: an asynchronous opening takes seconds or hours, and nobody says which. */
export const askedAgain: Omit<Schedule, 'source'> & { readonly patient: Schedule } = {
  windowMs: hours(3),
  spacing: { kind: 'doubling', firstMs: seconds(10), mostMs: minutes(5) },
  patient: {
    windowMs: hours(72),
    spacing: { kind: 'doubling', firstMs: seconds(10), mostMs: hours(1) },
    source: 'R71; access data of an open service for 3 days, an opening for as long as R70 allows [decide]',
  },
}
