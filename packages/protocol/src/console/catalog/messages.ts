import { added, flag, id, listOf, oneOf, optional, string, text, time } from '../members.ts'
import { messagesOnce, messagesReplaced } from '../messages.ts'
import { certificate } from './facts.ts'
import { productApplicationKinds } from './kinds.ts'

const ofCertificates = { productId: added(id('prd')), name: text, certificates: listOf(certificate) }

export const catalogMessages = {
  ...messagesReplaced({
    product_decided: {
      name: text,
      /** What was decided; a message of before is about a release or a rejection. */
      application: oneOf(productApplicationKinds, 'release'),
      approved: added(flag),
      reason: optional(string),
    },
    product_suspended: { name: text, until: time, reason: added(string) },
    product_returned: { name: text },
    certificate_expiring: ofCertificates,
    certificate_expired: ofCertificates,
    sold_out: { productId: added(id('prd')), name: text, specification: text },
  }),
  ...messagesOnce({ product_taken_off: { name: text, reason: added(string) } }),
}
