import { firstYear, lastYear } from '@loggia/protocol/console/calendar/kinds'
import { defineSearch, toOrdinal } from '../../centre/routing/search.ts'

/** The year that is shown; the current one without it. */
export const readCalendarSearch = defineSearch({
  year: (written) => {
    const year = toOrdinal(written)
    return year !== undefined && year >= firstYear && year <= lastYear ? year : undefined
  },
})
