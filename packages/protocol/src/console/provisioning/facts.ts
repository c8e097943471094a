import { defineFacts, ofSeller } from '../facts.ts'
import { defineAdded, defineOneOf, defineOptional, string, time } from '../members.ts'
import { sharedInstanceCases } from './kinds.ts'

const ofReference = { ...ofSeller, reference: defineOptional(string) }
const ofEnd = { ...ofSeller, endsAt: time }

export const provisioningFacts = {
  ...defineFacts('ord', {
    'opening.started': { ...ofSeller, until: time },
    /** Those of before say why. */
    'opening.failed': { ...ofSeller, until: defineAdded(time), reason: defineOptional(string) },
    'instance.accepted': ofReference,
    'instance.opened': ofReference,
    'instance.released': ofReference,
    'instance.orphan_found': ofReference,
    'instance.second': ofReference,
    'instance.unaddressed': ofReference,
    /** Whether the seller knows the new end of a service. */
    'renewal.told': ofEnd,
    'renewal.unconfirmed': ofEnd,
  }),
  // What may stand orphaned at a seller's, or what two services share, is the seller's matter and the market's.
  ...defineFacts(
    'ord',
    {
      'instance.orphan_possible': ofSeller,
      'instance.shared': { ...ofReference, what: defineAdded(defineOneOf(sharedInstanceCases)) },
    },
    { hiddenFrom: ['buyer'] },
  ),
}
