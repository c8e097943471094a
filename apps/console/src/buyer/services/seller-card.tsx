import type { Service, ServiceDetail } from '@loggia/protocol/console'
import { CopyText, useText } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { useRead } from '../../centre/api.ts'
import { Card } from '../../centre/parts/page.tsx'
import { orderTexts } from '../../centre/orders/texts.ts'
import { paths } from '../../storefront/links.ts'
import type { Search } from '../../centre/routing/search.ts'
import type { readNewTicketSearch } from '../tickets/new-ticket-search.ts'
import { serviceTexts } from './texts.ts'
import './services.css'

type NewTicketSearch = Search<typeof readNewTicketSearch>
type Seller = Service['seller']
type Support = ServiceDetail['support']

/** The sellers, with the ways to reach them; `support` is that of a product, if it is known. */
export function SellerCard({
  sellers,
  support,
  help,
}: {
  readonly sellers: readonly Seller[]
  readonly support?: Support
  /** What a ticket to this seller is about. */
  readonly help: (sellerId: string) => NewTicketSearch
}) {
  return (
    <Card id={useId()} title={orderTexts.use().seller}>
      <div className="stack">
        {sellers.map((seller) => (
          <OneSeller key={seller.id} seller={seller} support={support} help={help(seller.id)} />
        ))}
      </div>
    </Card>
  )
}

/** A seller with its logo in the arch, or its first letter if it has no logo. */
function OneSeller({
  seller,
  support,
  help,
}: {
  readonly seller: Seller
  readonly support: Support
  readonly help: NewTicketSearch
}) {
  const { id, name, logo } = seller
  const text = useText()
  const own = useRead(
    'GET /api/sellers/:sellerId',
    { params: { sellerId: id } },
    { enabled: support === undefined },
  )
  const reached = support ?? own.data?.support
  return (
    <>
      <div className="row seller">
        <span className="arch" aria-hidden="true">
          {logo ? (
            <img src={logo} alt="" width="32" height="32" />
          ) : (
            <span className="logo__letter">{[...text(name)][0]}</span>
          )}
        </span>
        <b>
          <a href={paths.seller(id)}>{text(name)}</a>
        </b>
      </div>
      {reached && <Reached support={reached} />}
      <div>
        <Link className="btn btn--sm" to="/buyer/tickets/new" search={help}>
          {serviceTexts.use().help}
        </Link>
      </div>
    </>
  )
}

function Reached({ support: { hours, hotline, email } }: { readonly support: NonNullable<Support> }) {
  const texts = serviceTexts.use().access.ask
  const text = useText()
  return (
    <dl className="lines t13 reached">
      <div>
        <dt>{texts.hours}</dt>
        <dd>{text(hours)}</dd>
      </div>
      <div>
        <dt>{texts.hotline}</dt>
        <dd>
          <CopyText value={hotline} label={texts.hotline} />
        </dd>
      </div>
      <div>
        <dt>{texts.email}</dt>
        <dd>
          <a href={`mailto:${email}`}>{email}</a>
        </dd>
      </div>
    </dl>
  )
}
