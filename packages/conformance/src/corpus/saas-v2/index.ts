import type { RightSeller, WrongSeller } from '../seller.ts'
import { createDyingSeller, createRefusersOfAll } from '../strangers.ts'
import { createSellerWith } from './right.ts'
import { wrongHabits } from './wrong-habits.ts'
import { wrongLives } from './wrong-lives.ts'
import { wrongOpenings } from './wrong-openings.ts'
import { wrongProofs } from './wrong-proofs.ts'
import { wrongPurchases } from './wrong-purchases.ts'
import { wrongReaders } from './wrong-readers.ts'
import { wrongReplies } from './wrong-replies.ts'
import { sealAccess, wrongTales } from './wrong-tales.ts'
import { wrongVerifiers } from './wrong-verifiers.ts'

/** Correct sellers of SaaS V2.0. */
export const rightSaasV2: readonly RightSeller[] = [
  { name: 'activates at once', make: createSellerWith(() => ({})) },
  {
    name: 'activates after two queries',
    make: createSellerWith(() => ({ isReady: ({ asked }) => asked > 1 })),
  },
  { name: 'encrypts the account and password', make: createSellerWith(sealAccess) },
  {
    name: 'uses the first businessId as instance ID',
    make: createSellerWith(() => ({ newId: ({ businessId }) => String(businessId) })),
  },
]

/** The checks that a valid proof is accepted. */
export const proofsTaken = [
  'fresh.past fresh.future case.upper case.lower query.order query.more type.plain type.hyphen',
  'nonce.signs nonce.percent nonce.forms nonce.forged body.spaces body.unsorted body.escapes body.chinese',
].flatMap((ends) => ends.split(' ').map((end) => `v2.proof.${end}`))

/** Sellers of SaaS V2.0 with one defect each. */
export const wrongSaasV2: readonly WrongSeller[] = [
  ...wrongVerifiers,
  ...wrongProofs,
  ...wrongReplies,
  ...wrongOpenings,
  ...wrongPurchases,
  ...wrongReaders,
  ...wrongTales,
  ...wrongLives,
  ...wrongHabits,
  ...createRefusersOfAll(['v2.new.accepted', ...proofsTaken]),
  createDyingSeller(
    ['v2.new.repeat.concurrent'],
    createSellerWith(() => ({})),
  ),
]
