import { Link } from '@tanstack/react-router'
import type { Order, Quote } from '@loggia/protocol/console'
import { Icon, formatAmount, formatTime, useLanguage, useText, useZone } from '@loggia/ui'
import type { IconName } from '@loggia/ui'
import { useId } from 'react'
import { useRead } from '../../centre/api.ts'
import { useLiveOrder } from '../../centre/history/use-live-order.ts'
import { MoneyCard } from '../../centre/orders/money-card.tsx'
import { SellersWords } from '../../centre/orders/sellers-words.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Page } from '../../centre/parts/page.tsx'
import { OrderState } from '../../centre/parts/states.tsx'
import { orderTexts } from '../../centre/orders/texts.ts'
import { renewingTexts } from './texts.ts'
import { QuoteLines } from './quote-lines.tsx'
import { QuoteCrumbs } from './quote-crumbs.tsx'
import './renewing.css'

type OfPaid = { readonly quote: Quote; readonly order: Order }

/** The result after payment: what holds now, and whether the seller knows. */
export function QuoteResult({ quote, orderId }: { readonly quote: Quote; readonly orderId: string }) {
  const { query } = useLiveOrder('buyer', orderId)
  return (
    <Loaded<Order> of={query} skeleton={<CardSkeleton rows={8} />}>
      {(order) => <Result quote={quote} order={order} />}
    </Loaded>
  )
}

function Result({ quote, order }: OfPaid) {
  const texts = renewingTexts.use().result
  const title = titleOf(order.state, texts)[quote.kind]
  const [only, ...others] = quote.lines
  return (
    <Page
      area="buyer"
      narrow
      title={title}
      crumbs={<QuoteCrumbs quote={quote} />}
      state={<OrderState state={order.state} kind={order.kind} pill />}
      lead={
        <>
          <span className="num">{orderTexts.use().paid(formatAmount(order.total))}</span>
          <Link className="mono" to="/buyer/orders/$orderId" params={{ orderId: order.id }}>
            {order.number}
          </Link>
        </>
      }
      actions={
        only && others.length === 0 ? (
          <Link
            className="btn btn--primary"
            to="/buyer/services/$serviceId"
            params={{ serviceId: only.serviceId }}
          >
            {texts.toService}
          </Link>
        ) : (
          <Link className="btn btn--primary" to="/buyer/services">
            {texts.toServices}
          </Link>
        )
      }
    >
      <div className="od">
        <div className="od__main">
          <Standing quote={quote} order={order} />
          {order.state !== 'refunded' && <QuoteLines quote={quote} />}
        </div>
        <aside className="od__side">
          <MoneyCard order={order} />
        </aside>
      </div>
    </Page>
  )
}

const titleOf = (state: Order['state'], texts: ReturnType<typeof renewingTexts.use>['result']) =>
  state === 'refunded' ? texts.undone : state === 'completed' ? texts.done : texts.title

/** The steps so far: paid, in force, seller informed. */
function Standing({ quote, order }: OfPaid) {
  const texts = renewingTexts.use().result
  const id = useId()
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card__head">
        <h2 id={id}>{texts.standing}</h2>
      </div>
      <ul className="card__body stands" aria-live="polite">
        <Step icon="check" tone="ok">
          {texts.paid(formatAmount(order.total))}
        </Step>
        {quote.kind === 'change' ? (
          <ChangeSteps quote={quote} order={order} />
        ) : (
          <ExtendedSteps quote={quote} order={order} />
        )}
      </ul>
    </section>
  )
}

function Step(props: {
  readonly icon: IconName
  readonly tone: 'ok' | 'run' | 'bad'
  readonly children: React.ReactNode
}) {
  return (
    <li className={`stands--${props.tone}`}>
      <Icon name={props.icon} />
      <div>{props.children}</div>
    </li>
  )
}

/** A renewal or conversion is in force once it is paid (R73); then the seller is told the new end. */
function ExtendedSteps({ quote, order }: OfPaid) {
  const texts = renewingTexts.use().result
  const language = useLanguage()
  const zone = useZone()
  const text = useText()
  const isUnconfirmed = order.history.some(({ kind }) => kind === 'renewal.unconfirmed')
  return (
    <>
      {quote.lines.map(({ serviceId, product, after }) => (
        <Step key={serviceId} icon="check" tone="ok">
          {after.endsAt === undefined
            ? text(product.name)
            : texts.newEnd(text(product.name), formatTime(after.endsAt, { language, zone }))}
        </Step>
      ))}
      {order.state === 'completed' ? (
        <Step icon="check" tone="ok">
          {texts.told}
        </Step>
      ) : (
        <Step icon="clock" tone="run">
          {isUnconfirmed ? texts.unconfirmed : isToCome(quote) ? texts.toCome : texts.telling}
        </Step>
      )}
    </>
  )
}

/** R119: the seller is told of a change at renewal when its term begins. */
const isToCome = ({ lines }: Quote): boolean =>
  lines.every(
    ({ before, after }) =>
      before.quantity !== after.quantity ||
      before.attributes.some(({ value }, i) => value.zh !== after.attributes[i]?.value.zh),
  )

function ChangeSteps({ quote, order }: OfPaid) {
  const texts = renewingTexts.use().result
  const language = useLanguage()
  const zone = useZone()
  const serviceId = quote.lines[0]?.serviceId ?? ''
  const service = useRead('GET /api/buyer/services/:serviceId', { params: { serviceId } })
  const until = service.data?.changing?.until
  if (order.state === 'completed')
    return (
      <Step icon="check" tone="ok">
        {texts.changed}
      </Step>
    )
  if (order.state === 'refunded')
    return (
      <Step icon="undo" tone="bad">
        <p>{texts.changeFailed(formatAmount(order.total))}</p>
        <SellersWords order={order} />
      </Step>
    )
  return (
    <Step icon="clock" tone="run">
      {until === undefined ? texts.changing : texts.changingUntil(formatTime(until, { language, zone }))}
    </Step>
  )
}
