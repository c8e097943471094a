import type { RightSeller, WrongSeller } from '../seller.ts'
import { notifiedSellerWith } from './right.ts'
import { wrongNotified } from './wrong-notified.ts'
import { wrongProofs } from './wrong-proofs.ts'

/** Sellers that are told of orders as they should be. */
export const rightOrderNotification: readonly RightSeller[] = [
  { name: 'answers at once', make: notifiedSellerWith(() => ({})) },
]

/** Sellers that are told of orders with one defect each. */
export const wrongOrderNotification: readonly WrongSeller[] = [...wrongProofs, ...wrongNotified]
