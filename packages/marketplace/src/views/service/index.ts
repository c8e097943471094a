import type { Calls } from '../../calls/index.ts'
import type { Platform } from '../../platform/index.ts'
import { exportRows } from '../store/index.ts'
import { createCentreViews } from './centres.ts'
import { createCatalogViews } from './catalog.ts'
import { createOrderViews } from './orders.ts'

export type Views = ReturnType<typeof createViews>

/** The read-only lists and details of the consoles. */
export const createViews = (platform: Platform & { calls: Calls }) => ({
  ...createCatalogViews(platform),
  ...createOrderViews(platform),
  ...createCentreViews(platform),
  /** Every row of the tables that an operator may take out, without what is sealed; not one moment's, but table after table. */
  exportRows: () => exportRows(platform.db),
})
