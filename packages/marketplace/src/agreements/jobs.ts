import type { DomainJobs } from '../platform/index.ts'
import type { Agreements } from './service.ts'

/** Writes down what people agree to when they sign up or apply to sell, and what new sellers have accepted. */
export const createAgreementJobs = (agreements: Agreements): DomainJobs => ({
  events: {
    'member.agreed': agreements.keepConsent,
    'seller.application_closed': agreements.keepOfApplicant,
    'sign_up.dropped': agreements.forget,
  },
})
