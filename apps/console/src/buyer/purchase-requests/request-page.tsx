import { formatMoney, fromDecimal, isMore, subtract } from '@loggia/kernel'
import type { PurchaseRequest } from '@loggia/protocol/console'
import { Button, Icon, Money, Time, formatTime, useLanguage, useText, useZone } from '@loggia/ui'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { formatComposed, formatHeld } from '../../centre/orders/line-text.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Fact, MissingPage, Page } from '../../centre/parts/page.tsx'
import { ProductLogo } from '../../centre/parts/product.tsx'
import { paths } from '../../storefront/links.ts'
import { ApproveDialog, RejectDialog, WithdrawDialog } from './request-dialogs.tsx'
import { RequestState } from './request-state.tsx'
import { requestTexts } from './texts.ts'
import '../../centre/supervision/supervision.css'

const route = getRouteApi('/buyer/purchase-requests/$purchaseRequestId')
const refreshMs = 30_000

type Of = { readonly of: PurchaseRequest }

/** One purchase request: what it asks for, the price then and now, and the decision. */
export function RequestPage() {
  const { purchaseRequestId } = route.useParams()
  const request = useRead(
    'GET /api/buyer/purchase-requests/:purchaseRequestId',
    { params: { purchaseRequestId } },
    { refetchInterval: refreshMs },
  )
  return (
    <Loaded of={request} skeleton={<CardSkeleton rows={8} />} missing={<Missing />}>
      {(found) => <Shown key={found.id} of={found} />}
    </Loaded>
  )
}

function Missing() {
  const { missing } = requestTexts.use()
  return (
    <MissingPage
      area="buyer"
      title={missing.title}
      text={missing.text}
      back={
        <Link className="btn" to="/buyer/purchase-requests">
          {missing.back}
        </Link>
      }
    />
  )
}

function Shown({ of }: Of) {
  const texts = requestTexts.use()
  const text = useText()
  const mayDecide = of.acts.includes('approve')
  return (
    <Page
      area="buyer"
      title={text(of.product.name)}
      crumbs={<Link to="/buyer/purchase-requests">{texts.title}</Link>}
      logo={<ProductLogo of={of.product} />}
      state={<RequestState of={of.state} pill />}
      actions={<Acts of={of} />}
      lead={<span>{texts.askedBy(of.requester.name)}</span>}
    >
      <div className={mayDecide ? 'note note--warn' : 'note note--info'}>
        <Icon name={mayDecide ? 'clock' : 'info'} />
        <p className="written">{useNextText(of)}</p>
      </div>
      <div className="od">
        <div className="od__main">
          <Asked of={of} />
        </div>
        <aside className="od__side">
          <Prices of={of} />
          <Moments of={of} />
        </aside>
      </div>
    </Page>
  )
}

function Acts({ of }: Of) {
  const texts = requestTexts.use()
  const [open, setOpen] = useState<'approve' | 'reject' | 'withdraw'>()
  const shut = () => setOpen(undefined)
  const isSold = of.now?.amount !== undefined
  return (
    <>
      {of.acts.includes('withdraw') && (
        <Button onClick={() => setOpen('withdraw')}>{texts.withdraw.act}</Button>
      )}
      {of.acts.includes('reject') && <Button onClick={() => setOpen('reject')}>{texts.reject.act}</Button>}
      {of.acts.includes('approve') && isSold && (
        <Button variant="primary" onClick={() => setOpen('approve')}>
          {texts.approve.act}
        </Button>
      )}
      {open === 'approve' && <ApproveDialog of={of} onClose={shut} />}
      {open === 'reject' && <RejectDialog of={of} onClose={shut} />}
      {open === 'withdraw' && <WithdrawDialog of={of} onClose={shut} />}
    </>
  )
}

/** What the state means to the reader, and until when. */
function useNextText(of: PurchaseRequest): string {
  const { next } = requestTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const by = of.decidedBy?.name ?? ''
  switch (of.state) {
    case 'approved':
      return next.approved(by)
    case 'rejected':
      return next.rejected(by, of.decisionReason ?? '')
    case 'withdrawn':
    case 'expired':
      return next[of.state]
    case 'waiting': {
      const until = formatTime(of.expiresAt, { language, zone, precision: 'minute' })
      if (of.acts.includes('approve')) return next.decide(until)
      return of.approver ? next.named(of.approver.name, until) : next.waiting(until)
    }
    default:
      return of.state satisfies never
  }
}

function Asked({ of }: Of) {
  const { facts, buyerData, comma } = requestTexts.use()
  const text = useText()
  const language = useLanguage()
  return (
    <Card id={useId()} title={facts.title} bare>
      <dl className="ins">
        <Fact name={facts.product}>
          <a href={paths.product(of.product.id)}>{text(of.product.name)}</a>
        </Fact>
        <Fact name={facts.seller}>{text(of.seller)}</Fact>
        <Fact name={facts.composition}>{formatComposed({ ...of, quantity: 1 }, { language })}</Fact>
        <Fact name={facts.term}>{formatHeld(of, language)}</Fact>
        {of.parameters?.map(({ name, label, value, reads }) => (
          <Fact key={name} name={text(label)}>
            <span className="written">{reads ? text(reads) : value}</span>
          </Fact>
        ))}
        {of.buyerData && (
          <Fact name={facts.buyerData}>{of.buyerData.map((one) => buyerData[one]).join(comma)}</Fact>
        )}
        <Fact name={facts.reason}>
          <span className="written">{of.reason}</span>
        </Fact>
      </dl>
    </Card>
  )
}

function Prices({ of }: Of) {
  const { price } = requestTexts.use()
  const text = useText()
  const difference = useDifference(of)
  return (
    <Card id={useId()} title={price.title}>
      <dl className="lines t13">
        <div>
          <dt>{price.asked}</dt>
          <dd>
            <Money of={of.amount} />
          </dd>
        </div>
        {of.now && (
          <div className="sum">
            <dt>
              {price.now}
              <div className="t12 faint">{difference}</div>
            </dt>
            <dd>{of.now.amount ? <Money of={of.now.amount} /> : '–'}</dd>
          </div>
        )}
      </dl>
      {of.now?.refusal && <p className="t13 dim">{text(of.now.refusal)}</p>}
    </Card>
  )
}

function useDifference({ amount, now }: PurchaseRequest): string {
  const { price } = requestTexts.use()
  if (!now?.amount) return price.unavailable
  const [then, is] = [amount, now.amount].map((of) => fromDecimal(of.amount, of.currency))
  if (!then || !is || then.currency !== is.currency) return ''
  if (isMore(is, then)) return price.rose(formatMoney(subtract(is, then)))
  return isMore(then, is) ? price.fell(formatMoney(subtract(then, is))) : price.unchanged
}

function Moments({ of }: Of) {
  const { facts, progress } = requestTexts.use()
  return (
    <Card id={useId()} title={progress} bare>
      <dl className="ins ins--one">
        <Fact name={facts.requester}>{of.requester.name}</Fact>
        {of.approver && <Fact name={facts.approver}>{of.approver.name}</Fact>}
        {of.costCentre && (
          <Fact name={facts.costCentre}>
            {of.costCentre.name} <span className="mono faint">{of.costCentre.code}</span>
          </Fact>
        )}
        <Fact name={facts.asked}>
          <Time at={of.askedAt} />
        </Fact>
        {of.decidedAt === undefined ? (
          <Fact name={facts.expires}>
            <Time at={of.expiresAt} />
          </Fact>
        ) : (
          <Fact name={facts.decided}>
            <Time at={of.decidedAt} />
          </Fact>
        )}
        {of.decidedBy && <Fact name={facts.decidedBy}>{of.decidedBy.name}</Fact>}
        {of.order && (
          <Fact name={facts.order}>
            <Link className="mono" to="/buyer/orders/$orderId" params={{ orderId: of.order.id }}>
              {of.order.number}
            </Link>
          </Fact>
        )}
      </dl>
    </Card>
  )
}
