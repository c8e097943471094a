import type { SellerProduct } from '@loggia/protocol/console'
import { Link } from '@tanstack/react-router'
import { useRead } from '../../centre/api.ts'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { credentialTexts } from './texts.ts'

function useCredentialOf({ id, joint }: Pick<SellerProduct, 'id' | 'joint'>) {
  const mayRead = useMayAsk('GET /api/seller/app-credentials', 'access:read')
  const { data } = useRead('GET /api/seller/app-credentials', {}, { enabled: mayRead && joint !== undefined })
  return { isKnown: data !== undefined, own: data?.items.find(({ product }) => product.id === id) }
}

/** The way from a joint product to its app credential. */
export function CredentialLink({ of }: { readonly of: SellerProduct }) {
  const texts = credentialTexts.use().ofProduct
  const mayWrite = useMayAsk('POST /api/seller/app-credentials', 'access:write')
  const { isKnown, own } = useCredentialOf(of)
  if (own)
    return (
      <Link to="/seller/app-credentials/$appCredentialId" params={{ appCredentialId: own.id }}>
        {texts.view}
      </Link>
    )
  if (!isKnown || !mayWrite) return null
  return (
    <Link to="/seller/app-credentials/new" search={{ product: of.id }}>
      {texts.create}
    </Link>
  )
}

/** R269: why the joint kit cannot be unlinked from a product. */
export function useWhyLinked(of: SellerProduct): string | undefined {
  const { keepsKit } = credentialTexts.use().ofProduct
  return useCredentialOf(of).own && keepsKit
}
