import { isPerformed } from '@loggia/kernel'
import type { Service } from '@loggia/protocol/console'
import { Link } from '@tanstack/react-router'
import { EmptyArch, formatTime, useLanguage, useZone } from '@loggia/ui'
import { useId } from 'react'
import { useNow } from '../../centre/frame.ts'
import { Card } from '../../centre/parts/page.tsx'
import { ServiceState } from '../../centre/parts/states.tsx'
import { AccessFrame } from './access-frame.tsx'
import type { OfService } from './access-frame.tsx'
import { LiveAccess } from './live-access.tsx'
import { serviceTexts } from './texts.ts'
import { toLooks } from './standing.ts'
import { LicenseCard } from '../../centre/licenses/later.ts'

/**
 * Address, account and initial password of a service. They are queried from its seller when the card is opened (R299).
 */
export function AccessCard({ service, isOnOrder = false }: OfService) {
  if (service.type === 'license')
    return <LicenseCard area="buyer" serviceId={service.id} barred={service.barred?.reason} />
  if (isPerformed(service.type)) return isOnOrder ? null : <Performed service={service} />
  if (service.barred) return <Barred service={service} reason={service.barred.reason} />
  switch (service.state) {
    case 'active':
    case 'grace':
      return <LiveAccess service={service} />
    case 'opening':
      // Supervised SaaS that is open stays in this state until its acceptance, for which the buyer has to use it.
      return service.openingUntil !== undefined || service.instanceReference === undefined ? (
        <Opening service={service} isOnOrder={isOnOrder} />
      ) : (
        <LiveAccess service={service} />
      )
    case 'retention':
      return <Frozen service={service} />
    case 'released':
      return <Released service={service} isOnOrder={isOnOrder} />
    case 'cancelled':
      return <Cancelled service={service} isOnOrder={isOnOrder} />
    default:
      return service.state satisfies never
  }
}

/** A service that people perform has no address; the page of its order shows its delivery. */
function Performed({ service }: OfService) {
  const texts = serviceTexts.use().performed
  return (
    <Card id={useId()} title={texts.title} beside={<ServiceState state={toLooks(service, useNow()())} />}>
      <div className="stack">
        <p className="t13 dim">{texts.text}</p>
        <div className="row">
          <Link className="btn" to="/buyer/orders/$orderId" params={{ orderId: service.order.id }}>
            {texts.order}
          </Link>
        </div>
      </div>
    </Card>
  )
}

function Opening({ service, isOnOrder }: OfService) {
  const texts = serviceTexts.use().access.opening
  const language = useLanguage()
  const zone = useZone()
  const until = service.openingUntil
  return (
    <AccessFrame service={service}>
      <EmptyArch
        title={texts.title}
        text={until === undefined ? texts.textWithoutTime : texts.text(formatTime(until, { language, zone }))}
        action={!isOnOrder && <ToOrder service={service}>{texts.progress}</ToOrder>}
      />
    </AccessFrame>
  )
}

/** R113: the service cannot be used but is not lost: a renewal, or for a trial its conversion, restores it. */
function Frozen({ service }: OfService) {
  const texts = serviceTexts.use().access.frozen
  const language = useLanguage()
  const zone = useZone()
  const until = service.releasesAt
  const isTrial = service.trialDays !== undefined
  const text =
    until === undefined
      ? texts.textWithoutTime(isTrial)
      : texts.text(formatTime(until, { language, zone }), isTrial)
  return (
    <AccessFrame service={service}>
      <EmptyArch title={texts.title} text={text} />
    </AccessFrame>
  )
}

/** R116: while the service is frozen for a violation, there is nothing to query. */
function Barred({ service, reason }: OfService & { readonly reason: string }) {
  const texts = serviceTexts.use().access.barred
  return (
    <AccessFrame service={service}>
      <EmptyArch title={texts.title} text={texts.text(reason)} />
    </AccessFrame>
  )
}

function Released({ service, isOnOrder }: OfService) {
  const texts = serviceTexts.use().access.released
  return (
    <AccessFrame service={service}>
      <EmptyArch
        title={texts.title}
        text={texts.text}
        action={!isOnOrder && <ToOrder service={service}>{texts.order}</ToOrder>}
      />
    </AccessFrame>
  )
}

function Cancelled({ service, isOnOrder }: OfService) {
  const texts = serviceTexts.use().access.cancelled
  // A service that never opened has no term that could be returned.
  const isReturned = service.terms !== undefined && service.terms.length > 0
  return (
    <AccessFrame service={service}>
      <EmptyArch
        title={texts.title}
        text={isReturned ? texts.returned : texts.text}
        action={!isOnOrder && <ToOrder service={service}>{texts.order}</ToOrder>}
      />
    </AccessFrame>
  )
}

const ToOrder = ({ service, children }: { readonly service: Service; readonly children: string }) => (
  <Link className="btn" to="/buyer/orders/$orderId" params={{ orderId: service.order.id }}>
    {children}
  </Link>
)
