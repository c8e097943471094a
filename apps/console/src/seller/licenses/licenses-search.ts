import { licenseStates, licenseWays } from '@loggia/protocol/console/licenses/kinds'
import { defineSearch, toChoice, toText } from '../../centre/routing/search.ts'

/** The filters of the list of licenses. A whole code is found, so it has room. */
export const readLicensesSearch = defineSearch({
  q: toText(100),
  way: toChoice(licenseWays),
  state: toChoice(licenseStates),
})
