import { defineFacts, ofSeller } from '../facts.ts'
import { defineAdded, defineOneOf, defineOptional, string, time } from '../members.ts'
import { sharedInstanceCases } from './kinds.ts'

const ofReference = { ...ofSeller, reference: defineOptional(string) }
const ofEnd = { ...ofSeller, endsAt: time }

export const provisioningFacts = {
  ...defineFacts('ord', {
    'opening.started': { ...ofSeller, until: time },
    /** Older ones have a reason. */
    'opening.failed': { ...ofSeller, until: defineAdded(time), reason: defineOptional(string) },
    'instance.accepted': ofReference,
    'instance.opened': ofReference,
    'instance.released': ofReference,
    'instance.orphan_found': ofReference,
    'instance.second': ofReference,
    'instance.unaddressed': ofReference,
    /** Whether the seller was told the new end of a service. */
    'renewal.told': ofEnd,
    'renewal.unconfirmed': ofEnd,
  }),
  // Instances that may be orphaned or shared at a seller's concern the seller and the market only.
  ...defineFacts(
    'ord',
    {
      'instance.orphan_possible': ofSeller,
      'instance.shared': { ...ofReference, what: defineAdded(defineOneOf(sharedInstanceCases)) },
    },
    { hiddenFrom: ['buyer'] },
  ),
}
