import { defineFacts } from '../facts.ts'
import {
  flag,
  defineId,
  json,
  defineList,
  number,
  defineObject,
  defineOneOf,
  defineOptional,
  string,
  text,
  time,
} from '../members.ts'
import { failureCauses } from '../monitoring/kinds.ts'
import { certificateKinds, productApplicationKinds, productStates } from './kinds.ts'

const state = defineOneOf(productStates)
const moved = { from: state, to: state }
const ofApplication = { applicationId: defineId('apl') }
const decided = { ...moved, ...ofApplication, reason: defineOptional(string) }
/** R50: what is delisted, and why. */
const delisting = {
  reason: defineOptional(string),
  specificationIds: defineOptional(defineList(string)),
  skus: defineOptional(json),
  evidence: defineOptional(json),
}
/** R57 */
export const certificate = defineObject({
  kind: defineOneOf(certificateKinds, 'other'),
  number: string,
  validUntil: defineOptional(string),
})
const ofCertificates = {
  certificates: defineList(certificate),
  from: defineOptional(state),
  to: defineOptional(state),
}
/** Amounts are decimal strings. */
const ofStock = { change: string, left: string }

export const catalogFacts = {
  ...defineFacts('prd', {
    'product.added': { to: state, name: text },
    'product.edited': {},
    'product.submitted': { ...moved, ...ofApplication },
    'product.change_proposed': { ...ofApplication, changesPrices: flag, hidden: flag },
    'product.delisting_requested': { ...ofApplication, ...delisting },
    'product.application_withdrawn': {
      ...moved,
      ...ofApplication,
      kind: defineOneOf(productApplicationKinds),
    },
    'product.review_opened': ofApplication,
    'product.approved_once': ofApplication,
    'product.listed': decided,
    'product.changed': { ...decided, changesPrices: defineOptional(flag) },
    'product.rejected': decided,
    'product.change_rejected': decided,
    'product.delisting_rejected': decided,
    'product.suspended': { ...moved, reason: string, until: time },
    /** Off sale together with its seller, and back. */
    'product.seller_suspended': moved,
    'product.seller_reinstated': moved,
    'product.returned': moved,
    /** R240: off sale until its interface works again, and back. */
    'product.frozen': moved,
    'product.unfrozen': moved,
    /** R237, R238: unlike a delisting, it can be taken back. */
    'product.interface_delisted': {
      ...moved,
      cause: defineOneOf(failureCauses),
      reason: defineOptional(string),
    },
    'product.relisted': moved,
    'product.delisted': { ...moved, ...delisting, applicationId: defineOptional(defineId('apl')) },
    'product.specifications_delisted': { ...ofApplication, ...delisting },
    'product.skus_delisted': { ...ofApplication, ...delisting },
    'product.certificate_expiring': ofCertificates,
    'product.certificate_expired': ofCertificates,
    /** R27, R29, R31, R32: all terms of sale from now on. */
    'product.sale_terms_set': {
      audience: json,
      regions: defineOptional(json),
      trialBuyers: defineOptional(json),
      specifications: json,
    },
  }),
  ...defineFacts('spc', {
    'stock.changed': { ...ofStock, remark: string },
    'stock.taken': { ...ofStock, orderLineId: defineId('orl') },
    'stock.freed': ofStock,
  }),
  ...defineFacts('category', {
    'category.saved': { code: string, parent: defineOptional(string), name: text, position: number },
    'category.removed': {},
  }),
}

/** Kinds that are no longer recorded, but exist in older databases. */
export const retiredFacts = ['product.approved', 'catalog_settings.set', 'market_terms.published'] as const
