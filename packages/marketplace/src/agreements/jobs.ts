import type { DomainJobs } from '../platform/index.ts'
import type { Agreements } from './service.ts'

/** Writes down what people agree to when they sign up or apply to sell. */
export const createAgreementJobs = (agreements: Agreements): DomainJobs => ({
  events: { 'member.agreed': agreements.keepConsent },
})
