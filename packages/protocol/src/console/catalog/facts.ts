import { factsOn } from '../facts.ts'
import { flag, id, json, listOf, number, object, oneOf, optional, string, text, time } from '../members.ts'
import { certificateKinds, productApplicationKinds, productStates } from './kinds.ts'

const state = oneOf(productStates)
const moved = { from: state, to: state }
const ofApplication = { applicationId: id('apl') }
const decided = { ...moved, ...ofApplication, reason: optional(string) }
/** R50: of what, and why. */
const delisting = {
  reason: optional(string),
  specificationIds: optional(listOf(string)),
  skus: optional(json),
  evidence: optional(json),
}
/** R57 */
export const certificate = object({
  kind: oneOf(certificateKinds, 'other'),
  number: string,
  validUntil: optional(string),
})
const ofCertificates = { certificates: listOf(certificate), from: optional(state), to: optional(state) }
/** Amounts are decimal strings. */
const ofStock = { change: string, left: string }

export const catalogFacts = {
  ...factsOn('prd', {
    'product.added': { to: state, name: text },
    'product.edited': {},
    'product.submitted': { ...moved, ...ofApplication },
    'product.change_proposed': { ...ofApplication, changesPrices: flag, hidden: flag },
    'product.delisting_requested': { ...ofApplication, ...delisting },
    'product.application_withdrawn': { ...moved, ...ofApplication, kind: oneOf(productApplicationKinds) },
    'product.review_opened': ofApplication,
    'product.approved_once': ofApplication,
    'product.listed': decided,
    'product.changed': { ...decided, changesPrices: optional(flag) },
    'product.rejected': decided,
    'product.change_rejected': decided,
    'product.delisting_rejected': decided,
    'product.suspended': { ...moved, reason: string, until: time },
    'product.returned': moved,
    'product.delisted': { ...moved, ...delisting, applicationId: optional(id('apl')) },
    'product.specifications_delisted': { ...ofApplication, ...delisting },
    'product.skus_delisted': { ...ofApplication, ...delisting },
    'product.certificate_expiring': ofCertificates,
    'product.certificate_expired': ofCertificates,
    /** R27, R29, R31, R32: all the terms as they are from now on. */
    'product.sale_terms_set': {
      audience: json,
      regions: optional(json),
      trialBuyers: optional(json),
      specifications: json,
    },
  }),
  ...factsOn('spc', {
    'stock.changed': { ...ofStock, remark: string },
    'stock.taken': { ...ofStock, orderLineId: id('orl') },
    'stock.freed': ofStock,
  }),
  ...factsOn('category', {
    'category.saved': { code: string, parent: optional(string), name: text, position: number },
    'category.removed': {},
  }),
  ...factsOn('market', { 'market_terms.published': { version: number } }),
}

/** What is recorded no more, and stands in databases of before. */
export const retiredFacts = ['product.approved', 'catalog_settings.set'] as const
