import type { SellerProduct } from '@loggia/protocol/console'
import { stateTexts } from './state-texts.ts'
import { useChoiceName } from './protocol-names.ts'

type Access = NonNullable<SellerProduct['access']>

/** The name of the protocol that a product uses. */
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

/** The address and the protocol of a product's calls. */
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
