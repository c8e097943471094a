import { Link, getRouteApi } from '@tanstack/react-router'
import type { Service } from '@loggia/protocol/console'
import { CopyText, Time, inLanguage, quantityText, termText, useLanguage, useText } from '@loggia/ui'
import { useId } from 'react'
import { useRead } from '../centre/api.ts'
import { amountAndTerm } from '../centre/history/describe.tsx'
import { CardSkeleton, Loaded } from '../centre/parts/loaded.tsx'
import { Card, Fact, Page, ZoneNote } from '../centre/parts/page.tsx'
import { ProductLogo } from '../centre/parts/product.tsx'
import { ServiceState } from '../centre/parts/states.tsx'
import { serviceTexts } from '../centre/text/services.ts'
import { AccessCard } from './access-card.tsx'
import { SellerCard } from './seller-card.tsx'

const route = getRouteApi('/buyer/services/$serviceId')
const whileOpening = 5_000

/** One purchased service: how to get into it, and what was bought. */
export function ServicePage() {
  const { serviceId } = route.useParams()
  const service = useService(serviceId)
  return (
    <Loaded of={service} skeleton={<CardSkeleton />}>
      {(found) => <Found key={found.id} service={found} />}
    </Loaded>
  )
}

/** A service that opens is asked again until it is open. */
function useService(serviceId: string) {
  const key = 'GET /api/buyer/services/:serviceId'
  const first = useRead(key, { params: { serviceId } })
  return useRead(
    key,
    { params: { serviceId } },
    { refetchInterval: first.data?.state === 'opening' ? whileOpening : false },
  )
}

function Found({ service }: { readonly service: Service }) {
  const texts = serviceTexts.use()
  const language = useLanguage()
  const text = useText()
  const comma = language === 'zh-CN' ? '，' : ', '
  return (
    <Page
      area="buyer"
      title={`${inLanguage(service.product.name, language)}${comma}${inLanguage(service.specification, language)}`}
      crumbs={<Link to="/buyer/services">{texts.title}</Link>}
      logo={<ProductLogo of={service.product} />}
      state={<ServiceState state={service.state} pill />}
      lead={
        <>
          <span className="num">{amountAndTerm(service, language)}</span>
          <span>{text(service.seller.name)}</span>
          <ZoneNote />
        </>
      }
    >
      <div className="od">
        <div className="od__main">
          <AccessCard service={service} />
          <FactsCard service={service} />
        </div>
        <aside className="od__side">
          <SellerCard sellers={[service.seller]} />
        </aside>
      </div>
    </Page>
  )
}

function FactsCard({ service }: { readonly service: Service }) {
  const texts = serviceTexts.use().facts
  const language = useLanguage()
  const text = useText()
  return (
    <Card id={useId()} title={texts.title} bare>
      <dl className="ins">
        <Fact name={texts.specification}>
          <span>{text(service.specification)}</span>
        </Fact>
        <Fact name={texts.quantity}>
          <span className="num">
            {service.unit ? quantityText(service.quantity, service.unit, language) : service.quantity}
          </span>
        </Fact>
        <Fact name={texts.term}>
          <span className="num">{termText(service.periodCount, service.period, language)}</span>
        </Fact>
        <Fact name={texts.period}>
          {service.startsAt !== undefined && service.endsAt !== undefined ? (
            <span className="num">
              <Time at={service.startsAt} /> {texts.to} <Time at={service.endsAt} />
            </span>
          ) : (
            <span className="faint">–</span>
          )}
        </Fact>
        <Fact name={texts.instance}>
          {service.instanceReference === undefined ? (
            <span className="faint">–</span>
          ) : (
            <CopyText value={service.instanceReference} label={texts.instance} />
          )}
        </Fact>
        <Fact name={texts.order}>
          <Link className="mono" to="/buyer/orders/$orderId" params={{ orderId: service.order.id }}>
            {service.order.number}
          </Link>
        </Fact>
      </dl>
    </Card>
  )
}
