import type { SignOns } from './index.ts'
import { createSignOnJobs } from './jobs.ts'
import { createSignOnRoutes } from './routes.ts'

/** What the domain adds to the marketplace. */
export const signOnPart = {
  routes: ({ signOns }: { signOns: SignOns }) => createSignOnRoutes(signOns),
  jobs: ({ signOns }: { signOns: SignOns }) => createSignOnJobs(signOns),
}
