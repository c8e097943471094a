import type { SellerProduct } from '@loggia/protocol/console'
import { stateTexts } from '../text/states.ts'

type Access = NonNullable<SellerProduct['access']>

/** How a product’s seller is spoken to, in words. */
export function ProtocolName({ of }: { readonly of: Pick<Access, 'protocol' | 'keyBits'> }) {
  const { protocol, keyBits } = stateTexts.use()
  return of.keyBits === undefined
    ? protocol[of.protocol]
    : `${protocol[of.protocol]} · ${keyBits(of.keyBits)}`
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
