import type { RightSeller, WrongSeller } from '../seller.ts'
import { sellerWith } from './right.ts'
import { wrongOpenings } from './wrong-openings.ts'
import { wrongProofs } from './wrong-proofs.ts'

/** Sellers of SaaS V2.0 that are as they should be. */
export const rightSaasV2: readonly RightSeller[] = [
  { name: 'opens at once', make: sellerWith(() => ({})) },
  {
    name: 'opens after it was asked twice',
    make: sellerWith(() => ({ isReady: ({ asked }) => asked > 1 })),
  },
]

/** Sellers of SaaS V2.0 with one defect each. */
export const wrongSaasV2: readonly WrongSeller[] = [...wrongProofs, ...wrongOpenings]
