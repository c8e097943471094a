import type { DomainJobs } from '../platform/index.ts'
import type { Papers } from './service.ts'

export const createPaperJobs = (papers: Papers): DomainJobs => ({
  events: {
    'seller.applied': papers.openOfSeller,
    'seller.application_closed': papers.closeOfSeller,
    'organisation.applied': papers.openOfBuyer,
    'organisation.application_closed': papers.closeOfBuyer,
  },
  wakeups: { 'papers.kept': (tx, subject) => papers.deletePapers(tx, subject) },
})
