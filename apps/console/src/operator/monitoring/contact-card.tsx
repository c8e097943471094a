import { Link } from '@tanstack/react-router'
import type { OperatorWatch } from '@loggia/protocol/console'
import { useText } from '@loggia/ui'
import { useId } from 'react'
import { useRead } from '../../centre/api.ts'
import { Bar, Loaded } from '../../centre/parts/loaded.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useMayOpen } from '../../centre/rights/rights.ts'
import { watchTexts } from './texts.ts'

/** Whom to call: the contact of the seller's application, and its support for buyers. */
export function ContactCard({
  seller: { id: sellerId, name },
}: {
  readonly seller: OperatorWatch['seller']
}) {
  const texts = watchTexts.use().contact
  const text = useText()
  const mayOpen = useMayOpen()
  const seller = useRead('GET /api/operator/sellers/:sellerId', { params: { sellerId } })
  return (
    <Card id={useId()} title={texts.title}>
      <div className="stack">
        <p className="strong">{text(name)}</p>
        <Loaded of={seller} skeleton={<Bar width="60%" />}>
          {({ application }) => <Ways company={application?.company} sellerId={sellerId} />}
        </Loaded>
        <div className="stack t13">
          <Link to="/operator/sellers/$sellerId" params={{ sellerId }}>
            {texts.seller}
          </Link>
          {mayOpen('/operator/health') && (
            <Link to="/operator/health/$sellerId" params={{ sellerId }}>
              {texts.health}
            </Link>
          )}
          {mayOpen('/operator/calls') && (
            <Link to="/operator/calls" search={{ sellerId }}>
              {texts.calls}
            </Link>
          )}
        </div>
      </div>
    </Card>
  )
}

type Company = { readonly contactName: string; readonly contactPhone: string; readonly contactEmail: string }
type WaysProps = { readonly company: Company | undefined; readonly sellerId: string }

function Ways({ company, sellerId }: WaysProps) {
  const texts = watchTexts.use().contact
  const support = useRead('GET /api/sellers/:sellerId', { params: { sellerId } }).data?.support
  if (!company && !support) return <p className="t13 dim">{texts.none}</p>
  return (
    <dl className="facts t13">
      {company && (
        <>
          <dt>{texts.name}</dt>
          <dd>{company.contactName}</dd>
          <dt>{texts.phone}</dt>
          <Phone number={company.contactPhone} />
          <dt>{texts.email}</dt>
          <Email address={company.contactEmail} />
        </>
      )}
      {support && (
        <>
          <dt>{texts.hotline}</dt>
          <Phone number={support.hotline} />
          <dt>{texts.support}</dt>
          <Email address={support.email} />
        </>
      )}
    </dl>
  )
}

const Phone = ({ number }: { readonly number: string }) => (
  <dd className="num">
    <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a>
  </dd>
)

const Email = ({ address }: { readonly address: string }) => (
  <dd>
    <a href={`mailto:${address}`}>{address}</a>
  </dd>
)
