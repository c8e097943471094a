import type { SellerProduct } from '@loggia/protocol/console'
import { stateTexts } from './state-texts.ts'
import { useChoiceName } from './protocol-names.ts'

type Access = NonNullable<SellerProduct['access']>

/** How a product’s seller is spoken to, in words. */
export function ProtocolName({ of }: { readonly of: Omit<Access, 'addressId' | 'url' | 'keyId'> }) {
  const nameOf = useChoiceName()
  const { keyBits, expireDigits, cancelledByRenewal } = stateTexts.use()
  return [
    nameOf(of.protocol),
    of.keyBits !== undefined && keyBits(of.keyBits),
    of.expireDigits !== undefined && expireDigits(of.expireDigits),
    of.cancellationOrder === 'renewal' && cancelledByRenewal,
  ]
    .filter((part) => part !== false)
    .join(' · ')
}

/** Where the calls of a product go, and in which protocol. */
export function BoundAccess({ of }: { readonly of: Access }) {
  return (
    <div>
      <span className="mono wire-id">{of.url}</span>
      <p className="below">
        <ProtocolName of={of} />
      </p>
    </div>
  )
}
