import type { Fulfilment } from './index.ts'
import { createFulfilmentJobs } from './jobs.ts'
import { fulfilmentExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const fulfilmentPart = {
  jobs: ({ fulfilment }: { fulfilment: Fulfilment }) => createFulfilmentJobs(fulfilment),
  exported: fulfilmentExports,
}
