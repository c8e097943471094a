import type { Files } from './index.ts'
import { createFileJobs } from './jobs.ts'

/** What the domain adds to the marketplace. */
export const filesPart = {
  jobs: ({ files }: { files: Files }) => createFileJobs(files),
}
