import { defineFacts, ofSeller } from '../facts.ts'
import { defineAdded, defineId, defineOneOf, defineOptional, flag, number, string, time } from '../members.ts'
import { appealOutcomes } from './kinds.ts'

/** Facts of earlier versions have a delivery and no supervision. */
const ofSupervision = {
  ...ofSeller,
  supervisionId: defineOptional(defineId('spv')),
  deliveryId: defineOptional(defineId('dlv')),
}
const withReason = { ...ofSupervision, reason: defineAdded(string) }
const byParty = { by: defineAdded(defineOneOf(['buyer', 'seller'])) }

/** R38: the files of a product's delivery template. */
const ofTemplate = { file: string }

export const supervisionFacts = {
  ...defineFacts('ord', {
    'demand.submitted': { ...ofSupervision, file: defineOptional(string) },
    'demand.confirmed': { ...ofSupervision, milestones: defineOptional(number) },
    'demand.rejected': withReason,
    'design.submitted': { ...ofSupervision, file: defineOptional(string), note: defineOptional(string) },
    'design.confirmed': ofSupervision,
    'design.rejected': withReason,
    'delivery.opened': ofSupervision,
    'delivery.made': {
      ...ofSupervision,
      file: defineOptional(string),
      note: defineOptional(string),
      begunAt: defineOptional(time),
      milestone: defineOptional(string),
      trackingNumber: defineOptional(string),
    },
    'delivery.received': { ...ofSupervision, at: defineAdded(time) },
    'delivery.rechecked': ofSupervision,
    'delivery.recheck_failed': withReason,
    'delivery.recheck_marked': { ...ofSupervision, needed: defineAdded(flag) },
    'delivery.accepted': {
      ...ofSupervision,
      milestone: defineOptional(string),
      /** Who accepted it if not the buyer: the system (R100), or an operator on an appeal. */
      by: defineOptional(defineOneOf(['system', 'operator'])),
    },
    'delivery.rejected': withReason,
    'delivery.refunded': withReason,
    'delivery.code_collected': ofSupervision,
    'delivery.activated': ofSupervision,
    'appeal.opened': { ...withReason, ...byParty, file: defineOptional(string) },
    'appeal.withdrawn': { ...ofSupervision, ...byParty },
    'appeal.decided': { ...withReason, outcome: defineAdded(defineOneOf(appealOutcomes)) },
  }),
  ...defineFacts('prd', {
    'product.template_added': ofTemplate,
    'product.template_removed': ofTemplate,
  }),
}
