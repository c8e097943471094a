import { Link } from '@tanstack/react-router'
import type { Quote } from '@loggia/protocol/console'
import { Icon, pickText, useLanguage } from '@loggia/ui'
import { serviceTexts } from '../services/texts.ts'

/** A link from a quote back to its service, or to the list if it has several. */
export function QuoteCrumbs({ quote }: { readonly quote: Quote }) {
  const language = useLanguage()
  const [only, ...others] = quote.lines
  return (
    <>
      <Link to="/buyer/services">{serviceTexts.use().title}</Link>
      {only && others.length === 0 && (
        <>
          <Icon name="chevron-right" />
          <Link to="/buyer/services/$serviceId" params={{ serviceId: only.serviceId }}>
            {pickText(only.product.name, language)}
          </Link>
        </>
      )}
    </>
  )
}
