import { Link } from '@tanstack/react-router'
import { formatAmount } from '@loggia/ui'
import { orderTexts } from '../../centre/orders/texts.ts'
import { useMayOpen } from '../../centre/rights/rights.ts'

/** Leads to a request for a top-up of what is missing, for members who may ask for one. */
export function TopUpLink({
  amount,
  className = 'link',
}: {
  readonly amount: string
  readonly className?: string
}) {
  const texts = orderTexts.use()
  const mayOpen = useMayOpen()
  if (!mayOpen('/buyer/top-ups/new')) return null
  return (
    <Link className={className} to="/buyer/top-ups/new" search={{ amount }}>
      {texts.topUp(formatAmount({ amount, currency: 'CNY' }))}
    </Link>
  )
}
