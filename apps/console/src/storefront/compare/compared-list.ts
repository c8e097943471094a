import { mostCompared } from '@loggia/protocol/console/catalog/kinds'
import { createBrowserList } from '../kept/browser-list.ts'

/** The products that this browser keeps for a comparison. */
export const comparedList = createBrowserList('loggia-compared', { most: mostCompared, whenFull: 'refuse' })
