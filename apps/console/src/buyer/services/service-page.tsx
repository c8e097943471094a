import { isPerformed } from '@loggia/kernel'
import { Link, getRouteApi } from '@tanstack/react-router'
import type { ServiceDetail } from '@loggia/protocol/console'
import { CopyText, pickText, formatQuantity, formatTime, useLanguage, useText, useZone } from '@loggia/ui'
import { useId } from 'react'
import { useRead } from '../../centre/api.ts'
import { useNow } from '../../centre/frame.ts'
import { formatComposed, formatHeld } from '../../centre/orders/line-text.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Fact, MissingPage, Page } from '../../centre/parts/page.tsx'
import { ProductLogo } from '../../centre/parts/product.tsx'
import { ServiceState } from '../../centre/parts/states.tsx'
import { paths } from '../../storefront/links.ts'
import { ConnectionCard } from '../apps/service-card.tsx'
import { serviceTexts } from './texts.ts'
import { AccessCard } from './access-card.tsx'
import { SellerCard } from './seller-card.tsx'
import { ActsCard, MainActs } from './acts-card.tsx'
import { AutoRenewalCard } from './auto-renewal-card.tsx'
import { ServiceHistory } from './service-history.tsx'
import { toLooks } from './standing.ts'
import { StandingNote } from './standing-note.tsx'
import { TermsCard } from './terms-card.tsx'
import './services.css'

const route = getRouteApi('/buyer/services/$serviceId')
const whileUnderWay = 5_000

/** One purchased service: its state, access, paid terms and possible acts. */
export function ServicePage() {
  const { serviceId } = route.useParams()
  const service = useService(serviceId)
  return (
    <Loaded of={service} skeleton={<CardSkeleton />} missing={<Missing />}>
      {(found) => <Found key={found.id} service={found} />}
    </Loaded>
  )
}

function Missing() {
  const texts = serviceTexts.use().missing
  return (
    <MissingPage
      area="buyer"
      title={texts.title}
      text={texts.text}
      back={
        <Link className="btn" to="/buyer/services">
          {texts.back}
        </Link>
      }
    />
  )
}

/** Reads a service; while it is being opened or changed, it is polled. */
function useService(serviceId: string) {
  const key = 'GET /api/buyer/services/:serviceId'
  return useRead(
    key,
    { params: { serviceId } },
    {
      refetchInterval: (of) => {
        const isOpening = of?.state === 'opening' && of.openingUntil !== undefined
        return isOpening || of?.changing !== undefined ? whileUnderWay : false
      },
    },
  )
}

function Found({ service }: { readonly service: ServiceDetail }) {
  const texts = serviceTexts.use()
  const language = useLanguage()
  const text = useText()
  const now = useNow()()
  const comma = language === 'zh-CN' ? '，' : ', '
  return (
    <Page
      area="buyer"
      title={`${pickText(service.product.name, language)}${comma}${formatComposed(service, { language })}`}
      crumbs={<Link to="/buyer/services">{texts.title}</Link>}
      logo={<ProductLogo of={service.product} />}
      state={<ServiceState state={toLooks(service, now)} pill />}
      actions={<MainActs service={service} />}
      lead={
        <>
          <span className="num">{formatHeld(service, language)}</span>
          <span>{text(service.seller.name)}</span>
          <Expiry service={service} />
        </>
      }
    >
      <StandingNote service={service} />
      <div className="od">
        <div className="od__main">
          <AccessCard service={service} />
          <TermsCard service={service} />
          <ServiceHistory service={service} />
        </div>
        <aside className="od__side">
          <ConnectionCard service={service} />
          <AutoRenewalCard service={service} />
          <ActsCard service={service} />
          <FactsCard service={service} />
          <SellerCard
            sellers={[service.seller]}
            support={service.support}
            help={() => ({ service: service.id })}
          />
        </aside>
      </div>
    </Page>
  )
}

/** When the term ends; if that is soon, also what it means. */
function Expiry({ service: { state, endsAt, trialDays } }: { readonly service: ServiceDetail }) {
  const texts = serviceTexts.use().next
  const language = useLanguage()
  const zone = useZone()
  if (state !== 'active' || endsAt === undefined) return null
  const minute = formatTime(endsAt, { language, zone })
  return (
    <span className="num">{trialDays === undefined ? texts.expires(minute) : texts.trialEnds(minute)}</span>
  )
}

function FactsCard({ service }: { readonly service: ServiceDetail }) {
  const texts = serviceTexts.use().facts
  const language = useLanguage()
  const text = useText()
  return (
    <Card id={useId()} title={texts.title} bare>
      <dl className="ins ins--one">
        <Fact name={texts.product}>
          <div>
            <a href={paths.product(service.product.id)}>{text(service.product.name)}</a>
            {service.trialDays === undefined && service.startsAt !== undefined && (
              <p className="below service-review">
                <a href={paths.writeReview(service.product.id)}>{texts.review}</a>
              </p>
            )}
          </div>
        </Fact>
        <Fact name={texts.specification}>
          <span>
            {[service.specification, ...(service.attributes ?? []).map(({ value }) => value)]
              .map(text)
              .join(language === 'zh-CN' ? '，' : ', ')}
          </span>
        </Fact>
        <Fact name={texts.quantity}>
          <span className="num">
            {service.unit ? formatQuantity(service.quantity, service.unit, language) : service.quantity}
          </span>
        </Fact>
        {!isPerformed(service.type) && service.type !== 'license' && (
          <Fact name={texts.instance}>
            {service.instanceReference === undefined ? (
              <span className="faint">–</span>
            ) : (
              <CopyText value={service.instanceReference} label={texts.instance} />
            )}
          </Fact>
        )}
        <Fact name={texts.order}>
          <Link className="mono" to="/buyer/orders/$orderId" params={{ orderId: service.order.id }}>
            {service.order.number}
          </Link>
        </Fact>
      </dl>
    </Card>
  )
}
