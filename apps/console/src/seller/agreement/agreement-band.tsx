import { Link, useLocation } from '@tanstack/react-router'
import { Icon } from '@loggia/ui'
import { useRead } from '../../centre/api.ts'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { agreementTexts } from './texts.ts'

/** R89: on every page of the centre until an owner has accepted the new version. */
export function AgreementBand() {
  const texts = agreementTexts.use()
  const { pathname } = useLocation()
  const mayRead = useMayAsk('GET /api/seller/agreement', ['organisation:read', 'products:read'])
  const standing = useRead('GET /api/seller/agreement', {}, { enabled: mayRead }).data
  if (!standing || standing.isAccepted || pathname === '/seller/agreement') return null
  return (
    <section className="note note--warn" aria-live="polite">
      <Icon name="alert" />
      <p className="grow">{texts.banner}</p>
      <Link className="btn" to="/seller/agreement">
        {texts.see}
      </Link>
    </section>
  )
}
