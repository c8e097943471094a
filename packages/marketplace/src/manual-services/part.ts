import type { Fulfilment } from '../fulfilment/index.ts'
import { createManualServiceJobs } from './jobs.ts'

/** What the domain adds to the marketplace. */
export const manualServicesPart = {
  jobs: ({ fulfilment }: { fulfilment: Fulfilment }) => createManualServiceJobs(fulfilment),
}
