import type { RightSeller, WrongSeller } from '../seller.ts'
import { createDyingSeller, createRefusersOfAll } from '../strangers.ts'
import { sealWith, createSellerWith } from './right.ts'
import { wrongAccess } from './wrong-access.ts'
import { wrongLives } from './wrong-lives.ts'
import { wrongMessages } from './wrong-messages.ts'
import { wrongProofs } from './wrong-proofs.ts'
import { wrongPurchases } from './wrong-purchases.ts'
import { wrongQueries } from './wrong-queries.ts'
import { wrongReplies } from './wrong-replies.ts'
import { toIds } from './wrong.ts'

/** Correct sellers of SaaS V1.0. */
export const rightSaasV1: readonly RightSeller[] = [
  { name: 'encrypts with 256 bits', make: createSellerWith(() => ({})) },
  {
    name: 'encrypts with 128 bits',
    make: createSellerWith(() => ({ encryptType: '2', seal: sealWith(128) })),
  },
  {
    name: 'declares no encryption, and has no accounts',
    make: createSellerWith((right) => ({
      encryptType: undefined,
      appInfoOf: (instance, parts) => {
        const { frontEndUrl } = right.appInfoOf(instance, parts)
        return { frontEndUrl }
      },
      usageOf: () => undefined,
    })),
  },
  {
    name: 'encrypts empty accounts like the reference',
    make: createSellerWith((right) => ({
      appInfoOf: (instance, parts) => ({
        ...right.appInfoOf(instance, parts),
        userName: 'A1b2C3d4E5f6G7h8null',
        password: '8h7G6f5E4d3C2b1Anull',
      }),
    })),
  },
]

/** Sellers of SaaS V1.0 with one defect each. */
export const wrongSaasV1: readonly WrongSeller[] = [
  ...wrongProofs,
  ...wrongReplies,
  ...wrongPurchases,
  ...wrongAccess,
  ...wrongLives,
  ...wrongQueries,
  ...wrongMessages,
  ...createRefusersOfAll([
    'v1.new.accepted',
    ...toIds('v1.proof', 'order.reversed order.case plus percent chinese supplementary unknown-parameter'),
    ...toIds('v1.proof', 'encoder.percent encoder.java encoder.component encoder.lower-case'),
    ...toIds('v1.proof', 'extend-params sealed empty-value repeated-name'),
  ]),
  createDyingSeller(
    ['v1.new.repeat.concurrent'],
    createSellerWith(() => ({})),
  ),
]
