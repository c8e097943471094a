import { Link } from '@tanstack/react-router'
import { useRead } from '../../centre/api.ts'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { credentialTexts } from './texts.ts'

/** The way from a joint product to its app credential. */
export function CredentialLink({ productId }: { readonly productId: string }) {
  const texts = credentialTexts.use().ofProduct
  const mayRead = useMayAsk('GET /api/seller/app-credentials', 'access:read')
  const mayWrite = useMayAsk('POST /api/seller/app-credentials', 'access:write')
  const { data } = useRead('GET /api/seller/app-credentials', {}, { enabled: mayRead })
  const own = data?.items.find(({ product }) => product.id === productId)
  if (own)
    return (
      <Link to="/seller/app-credentials/$appCredentialId" params={{ appCredentialId: own.id }}>
        {texts.view}
      </Link>
    )
  if (!data || !mayWrite) return null
  return (
    <Link to="/seller/app-credentials/new" search={{ product: productId }}>
      {texts.create}
    </Link>
  )
}
