import type { Mails } from './index.ts'
import { createMailJobs } from './jobs.ts'
import { createMailRoutes } from './routes.ts'

/** What the domain adds to the marketplace. */
export const mailPart = {
  routes: ({ mails }: { mails: Mails }) => createMailRoutes(mails),
  jobs: ({ mails }: { mails: Mails }) => createMailJobs(mails),
}
