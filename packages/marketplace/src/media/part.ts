import type { Media } from './index.ts'
import { createMediaJobs } from './jobs.ts'
import { createMediaRoutes } from './routes.ts'

/** What the domain adds to the marketplace. */
export const mediaPart = {
  routes: ({ media }: { media: Media }) => createMediaRoutes(media),
  jobs: ({ media }: { media: Media }) => createMediaJobs(media),
}
