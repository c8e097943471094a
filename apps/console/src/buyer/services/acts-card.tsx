import { Link } from '@tanstack/react-router'
import type { ServiceDetail } from '@loggia/protocol/console'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useNow } from '../../centre/frame.ts'
import { Card } from '../../centre/parts/page.tsx'
import { lifeTexts } from './life-texts.ts'
import { serviceTexts } from './texts.ts'
import { useRefusalText } from '../renewing/refusal-text.tsx'
import { createRenewSearch } from '../renewing/renew-search.ts'
import { toLooks } from './standing.ts'
import './services.css'

type OfService = { readonly service: ServiceDetail }

/** The most important act; a filled button if something would be lost without it. */
export function MainActs({ service }: OfService) {
  const texts = lifeTexts.use().acts
  const { renewFrozen } = serviceTexts.use()
  const looks = toLooks(service, useNow()())
  const { acts, id } = service
  if (acts.convert.allowed)
    return (
      <Link className="btn btn--primary" to="/buyer/services/$serviceId/convert" params={{ serviceId: id }}>
        {texts.convert.act}
      </Link>
    )
  const isPressing = looks === 'expiring' || looks === 'grace' || looks === 'retention'
  return (
    <>
      {acts.renew.allowed && (
        <Link
          className={isPressing ? 'btn btn--primary' : 'btn'}
          to="/buyer/renew"
          search={createRenewSearch([id])}
        >
          {looks === 'retention' ? renewFrozen : texts.renew.act}
        </Link>
      )}
      {acts.change.allowed && (
        <Link className="btn" to="/buyer/services/$serviceId/change" params={{ serviceId: id }}>
          {texts.change.act}
        </Link>
      )}
    </>
  )
}

/** The possible acts, and for the others why they are not possible. */
export function ActsCard({ service }: OfService) {
  const texts = lifeTexts.use()
  const refusal = useRefusalText(service)
  const cardId = useId()
  const { acts, id, trialDays } = service
  const params = { serviceId: id }
  // Licenses are not changed.
  const isLicense = service.type === 'license'
  if (service.state === 'released' || service.state === 'cancelled') return null
  return (
    <Card id={cardId} title={texts.acts.title} bare>
      <ul className="doable">
        {trialDays === undefined ? (
          <Act name="renew" why={refusal(acts.renew)}>
            <Link className="link" to="/buyer/renew" search={createRenewSearch([id])}>
              {texts.acts.renew.act}
            </Link>
          </Act>
        ) : (
          <Act name="convert" why={refusal(acts.convert)}>
            <Link className="link" to="/buyer/services/$serviceId/convert" params={params}>
              {texts.acts.convert.act}
            </Link>
          </Act>
        )}
        {!isLicense && (
          <Act name="change" why={refusal(acts.change)}>
            <Link className="link" to="/buyer/services/$serviceId/change" params={params}>
              {texts.acts.change.act}
            </Link>
          </Act>
        )}
        {!isLicense && trialDays === undefined && (
          <Act name="changeAtRenewal" why={refusal(acts.changeAtRenewal)}>
            <Link className="link" to="/buyer/renew" search={createRenewSearch([id])}>
              {texts.acts.changeAtRenewal.act}
            </Link>
          </Act>
        )}
        <Act
          name="refund"
          why={
            acts.refund.allowed
              ? undefined
              : (refusal(acts.refund) ?? (isLicense ? texts.refundNoneLicense : texts.refundNone))
          }
        >
          <Link className="link" to="/buyer/services/$serviceId/refund" params={params}>
            {texts.acts.refund.act}
          </Link>
        </Act>
      </ul>
    </Card>
  )
}

function Act(props: {
  readonly name: 'renew' | 'convert' | 'change' | 'changeAtRenewal' | 'refund'
  readonly why: string | undefined
  readonly children: ReactNode
}) {
  const said = lifeTexts.use().acts[props.name]
  return (
    <li>
      <div className="grow">
        <b className={props.why === undefined ? undefined : 'dim'}>{said.name}</b>
        <p className="t12 faint">{props.why ?? said.text}</p>
      </div>
      {props.why === undefined && props.children}
    </li>
  )
}
