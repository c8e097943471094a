import type { Product } from '@loggia/protocol/console'
import type { Verification } from '@loggia/protocol/console/parties/kinds'
import { useFrame } from '../frame.tsx'

/** The reader as somebody who wants to buy a product: only buyers can, and others are told why. */
export type Shopper = {
  readonly shopper: 'guest' | 'buyer' | 'other'
  /** R4: the verification that the buyer needs before the purchase; undefined if it is sufficient. */
  readonly unverified: 'none' | 'enterprise' | undefined
  /** R66: the product requires the account’s phone number, and there is none. */
  readonly isPhoneMissing: boolean
}

export function useShopper(product: Product): Shopper {
  const { session } = useFrame()
  return {
    shopper: !session ? 'guest' : session.buyer ? 'buyer' : 'other',
    unverified: findVerification(product, session?.buyer?.verification),
    isPhoneMissing: (product.buyerData ?? []).includes('phone') && session?.buyer?.hasPhone === false,
  }
}

/** R4, by the market's rule for orders. */
function findVerification(product: Product, verification: Verification | undefined): Shopper['unverified'] {
  if (verification === undefined) return undefined
  if (product.verification === 'enterprise' && verification !== 'enterprise') return 'enterprise'
  return verification === 'none' ? 'none' : undefined
}
