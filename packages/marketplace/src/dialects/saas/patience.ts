import { fromHours, fromMinutes, fromSeconds } from '@loggia/kernel'
import type { Schedule } from '../schema.ts'

/** How a query is retried in any protocol: an asynchronous opening may take seconds or hours. */
export const askedAgain: Omit<Schedule, 'source'> & { readonly patient: Schedule } = {
  windowMs: fromHours(3),
  spacing: { kind: 'doubling', firstMs: fromSeconds(10), mostMs: fromMinutes(5) },
  patient: {
    windowMs: fromHours(72),
    spacing: { kind: 'doubling', firstMs: fromSeconds(10), mostMs: fromHours(1) },
    source: 'R71; access data of an open service for 3 days, an opening for as long as R70 allows [decide]',
  },
}
