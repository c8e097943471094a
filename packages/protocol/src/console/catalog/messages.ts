import {
  defineAdded,
  flag,
  defineId,
  defineList,
  defineOneOf,
  defineOptional,
  string,
  text,
  time,
} from '../members.ts'
import { defineMessages, defineReplacedMessages } from '../messages.ts'
import { certificate } from './facts.ts'
import { productApplicationKinds } from './kinds.ts'

const ofCertificates = {
  productId: defineAdded(defineId('prd')),
  name: text,
  certificates: defineList(certificate),
}

export const catalogMessages = {
  ...defineReplacedMessages('products', {
    product_decided: {
      name: text,
      /** What was decided on; older messages are about a release. */
      application: defineOneOf(productApplicationKinds, 'release'),
      approved: defineAdded(flag),
      reason: defineOptional(string),
    },
    product_suspended: { name: text, until: time, reason: defineAdded(string) },
    product_returned: { name: text },
    certificate_expiring: ofCertificates,
    certificate_expired: ofCertificates,
    sold_out: { productId: defineAdded(defineId('prd')), name: text, specification: text },
  }),
  ...defineMessages('products', {
    /** R58: the seller can neither edit nor withdraw it until the decision. */
    product_review_started: { name: text, dueAt: time },
    product_taken_off: { name: text, reason: defineAdded(string) },
  }),
}
