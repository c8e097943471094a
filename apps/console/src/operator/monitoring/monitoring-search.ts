import { standings } from '@loggia/protocol/console/monitoring/kinds'
import { defineSearch, toChoice, toId } from '../../centre/routing/search.ts'

/** The filters of watched products; those of one seller are reached from its pages. */
export const readMonitoringSearch = defineSearch({ standing: toChoice(standings), sellerId: toId('sel') })
