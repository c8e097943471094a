import { factsOn, ofSeller } from '../facts.ts'
import { added, oneOf, optional, string, time } from '../members.ts'
import { sharings } from './kinds.ts'

const ofReference = { ...ofSeller, reference: optional(string) }
const ofEnd = { ...ofSeller, endsAt: time }

export const provisioningFacts = {
  ...factsOn('ord', {
    'opening.started': { ...ofSeller, until: time },
    /** Those of before say why. */
    'opening.failed': { ...ofSeller, until: added(time), reason: optional(string) },
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
  ...factsOn(
    'ord',
    {
      'instance.orphan_possible': ofSeller,
      'instance.shared': { ...ofReference, what: added(oneOf(sharings)) },
    },
    { hiddenFrom: ['buyer'] },
  ),
}
