import type { DomainJobs } from '../platform/index.ts'
import type { Mails } from './service/index.ts'

/** Writes down the letters that accounts need. Messages come from *notifications*, which calls this domain. */
export const createMailJobs = (mails: Mails): DomainJobs => ({
  events: { 'letter.asked': mails.queueLetter, 'sign_up.dropped': mails.forget },
})
