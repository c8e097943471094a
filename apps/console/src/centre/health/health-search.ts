import { fromMinutes } from '@loggia/kernel'
import { healthPeriods } from '@loggia/protocol/console/health/kinds'
import type { HealthPeriod } from '@loggia/protocol/console'
import { defineSearch, toId, toText } from '../routing/search.ts'
import type { Search } from '../routing/search.ts'

/** What the page of a seller's health shows: how many days, and of which product or interface. */
export const readHealthSearch = defineSearch({
  days: (written): HealthPeriod | undefined => healthPeriods.find((days) => days === written),
  productId: toId('prd'),
  activity: toText(64),
})
export type HealthSearch = Search<typeof readHealthSearch>

/**
 * How a page of health is read. Attempts are counted every quarter of an hour, but whether calls are paused is said as
 * it is now.
 */
export const readingOfHealth = { refetchInterval: fromMinutes(1), keepsPrevious: true } as const

/** The period of a page whose address says none. */
export const usualDays: HealthPeriod = 30
