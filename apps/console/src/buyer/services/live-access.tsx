import type { AccessData, AccessReply } from '@loggia/protocol/console'
import { Button, CopyText, Icon, formatCount, formatTime, useLanguage, useText, useZone } from '@loggia/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../centre/api.ts'
import { Bar, ProblemPlace, Skeleton } from '../../centre/parts/loaded.tsx'
import { Fact } from '../../centre/parts/page.tsx'
import { toWebAddress } from '../../centre/parts/product.tsx'
import { createAccessQuery } from './access-query.ts'
import { AccessFrame } from './access-frame.tsx'
import type { OfService } from './access-frame.tsx'
import { serviceTexts } from './texts.ts'
import './services.css'

/** Address, account and initial password of a service that runs, as its seller answers now (R299). */
export function LiveAccess({ service }: OfService) {
  const api = useApi()
  const asked = useQuery(createAccessQuery(api, service.id))
  const again = () => void asked.refetch()
  return (
    <AccessFrame
      service={service}
      end={<Asked reply={asked.data} isAsking={asked.isFetching} onAgain={again} />}
    >
      {asked.data ? (
        <Answer service={service} reply={asked.data} isAsking={asked.isFetching} onAgain={again} />
      ) : asked.error ? (
        <ProblemPlace error={asked.error} isRetrying={asked.isFetching} onRetry={again} />
      ) : (
        <Skeleton>
          <Waited />
        </Skeleton>
      )}
    </AccessFrame>
  )
}

/** A skeleton as tall as a full answer, so that the content below does not move. */
const Waited = () => (
  <>
    <dl className="ins access__wait">
      {[0, 1, 2, 3, 4].map((place) => (
        <div key={place}>
          <dt>
            <Bar width={72} />
          </dt>
          <dd>
            <Bar width="70%" />
          </dd>
        </div>
      ))}
    </dl>
    <div className="card__foot card__foot--acts">
      <Bar width={132} height={34} />
    </div>
  </>
)

/** The skeleton of the card while it is not known whether there is access data. */
export const AccessSkeleton = () => (
  <div className="card">
    <div className="card__head">
      <Bar width={96} height={14} />
    </div>
    <Waited />
  </div>
)

type Again = { readonly isAsking: boolean; onAgain(): void }

/** When the seller was queried and how long it took, with a button to query again. */
function Asked({ reply, isAsking, onAgain }: Again & { readonly reply: AccessReply | undefined }) {
  const texts = serviceTexts.use().access
  const language = useLanguage()
  const zone = useZone()
  if (!reply) return <span className="t12 faint">{texts.asking}</span>
  const at = formatTime(reply.askedAt, { language, zone, precision: 'clock' })
  return (
    <span className="row" aria-live="polite">
      <span className="t12 faint num">
        {isAsking ? texts.asking : texts.askedAt(at, formatCount(reply.durationMs))}
      </span>
      <button className="copy" type="button" disabled={isAsking} aria-label={texts.again} onClick={onAgain}>
        <Icon name="restart" />
      </button>
    </span>
  )
}

type AnswerProps = Again & Pick<OfService, 'service'> & { readonly reply: AccessReply }

function Answer({ service, reply, isAsking, onAgain }: AnswerProps) {
  const texts = serviceTexts.use().access
  switch (reply.outcome) {
    case 'answered':
      return <AccessFacts access={reply.access} service={service} />
    case 'not_ready':
      return <Failed said={texts.notReady} tone="warn" reply={reply} isAsking={isAsking} onAgain={onAgain} />
    case 'unavailable':
      return (
        <Failed said={texts.unavailable} tone="bad" reply={reply} isAsking={isAsking} onAgain={onAgain} />
      )
    default:
      return reply satisfies never
  }
}

type FailedProps = Again & {
  readonly said: { readonly title: string; readonly text: string }
  readonly tone: 'warn' | 'bad'
  readonly reply: Exclude<AccessReply, { outcome: 'answered' }>
}

/** There is no access data: first what this means for the buyer, then the answer, then a button to try again. */
function Failed({ said, tone, reply, isAsking, onAgain }: FailedProps) {
  const texts = serviceTexts.use().access
  const text = useText()
  return (
    <div className="empty" role="status">
      <span className={`c-${tone}`}>
        <Icon name={tone === 'warn' ? 'clock' : 'alert'} size={28} />
      </span>
      <h3 className="empty__title">{said.title}</h3>
      <p>{said.text}</p>
      <p className="t12 faint">
        {texts.verdict}: {text(reply.verdict.sentence)}
      </p>
      <div className="row">
        <Button disabled={isAsking} onClick={onAgain}>
          {isAsking ? texts.againBusy : texts.again}
        </Button>
      </div>
    </div>
  )
}

function AccessFacts({ access, service }: Pick<OfService, 'service'> & { readonly access: AccessData }) {
  const texts = serviceTexts.use().access
  const isEmpty = Object.values(access).every((value) => !value)
  if (isEmpty) return <WhomToAsk service={service} />
  const front = access.frontEndUrl ? toWebAddress(access.frontEndUrl) : undefined
  return (
    <>
      <dl className="ins">
        {access.frontEndUrl && <AddressFact name={texts.address} url={access.frontEndUrl} />}
        {access.adminUrl && <AddressFact name={texts.admin} url={access.adminUrl} />}
        {access.userName && (
          <Fact name={texts.account}>
            <CopyText value={access.userName} label={texts.account} />
          </Fact>
        )}
        {access.password && (
          <Fact name={texts.password}>
            <Password value={access.password} />
          </Fact>
        )}
        {access.memo && (
          <Fact name={texts.memo}>
            <span>{access.memo}</span>
          </Fact>
        )}
      </dl>
      <div className="card__foot card__foot--acts">
        {front && (
          <a className="btn btn--primary" href={front} target="_blank" rel="noopener noreferrer">
            {texts.open}
            <Icon name="external" />
            <span className="sr">{texts.newWindow}</span>
          </a>
        )}
        <span className="t12 faint">{texts.notStored}</span>
      </div>
      {!access.frontEndUrl && <WhomToAsk service={service} />}
    </>
  )
}

/** The seller returned no address: the service runs, and only the seller can say how to use it. */
function WhomToAsk({ service }: Pick<OfService, 'service'>) {
  const texts = serviceTexts.use().access.ask
  const text = useText()
  const { support, seller } = service
  return (
    <>
      <div className="card__body">
        <p>{texts.text(text(seller.name))}</p>
        {!support && <a href={`/sellers/${seller.id}`}>{texts.seller}</a>}
      </div>
      {support && (
        <dl className="ins">
          <Fact name={texts.hotline}>
            <CopyText value={support.hotline} label={texts.hotline} />
          </Fact>
          <Fact name={texts.email}>
            <a href={`mailto:${support.email}`}>{support.email}</a>
          </Fact>
          <Fact name={texts.hours}>
            <span>{text(support.hours)}</span>
          </Fact>
          <Fact name={texts.order}>
            <CopyText value={service.order.number} label={texts.order} />
          </Fact>
        </dl>
      )}
    </>
  )
}

function AddressFact({ name, url }: { readonly name: string; readonly url: string }) {
  const address = toWebAddress(url)
  return (
    <Fact name={name}>
      {address ? (
        <>
          <a href={address} target="_blank" rel="noopener noreferrer">
            {url}
          </a>
          <CopyText value={url} label={name}>
            {''}
          </CopyText>
        </>
      ) : (
        <CopyText value={url} label={name} />
      )}
    </Fact>
  )
}

/** Masked until the reader wants to see it; it can be copied without being shown. */
function Password({ value }: { readonly value: string }) {
  const texts = serviceTexts.use().access
  const [isShown, setShown] = useState(false)
  return (
    <>
      <CopyText value={value} label={texts.password}>
        {isShown ? value : '••••••••••••'}
      </CopyText>
      <button
        className="copy"
        type="button"
        aria-pressed={isShown}
        aria-label={isShown ? texts.hidePassword : texts.showPassword}
        onClick={() => setShown((shown) => !shown)}
      >
        <Icon name="eye" />
      </button>
    </>
  )
}
