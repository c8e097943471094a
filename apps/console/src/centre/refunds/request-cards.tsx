import type { RefundRequest } from '@loggia/protocol/console'
import { CopyText, Icon, Money, Time, formatTime, useLanguage, useText, useZone } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import type { Area } from '../frame.ts'
import { Card, Fact } from '../parts/page.tsx'
import { FileList } from '../supervision/file-list.tsx'
import { refundTexts } from './texts.ts'
import '../supervision/supervision.css'

export type RequestOf = { readonly area: Area; readonly of: RefundRequest }

/** What the state means to the reader, and what comes next. */
export function NextText({ area, of }: RequestOf) {
  const { next } = refundTexts.use()
  const language = useLanguage()
  const zone = useZone()
  if (of.turn === 'operator') return next.appealed
  if (of.state !== 'seller_review') return next[area][of.state]
  return next[area].seller_review(
    of.appealFrom === undefined ? '' : formatTime(of.appealFrom, { language, zone, precision: 'minute' }),
  )
}

/** What is asked for, and the answer. */
export function RequestCard({ of }: Pick<RequestOf, 'of'>) {
  const texts = refundTexts.use().facts
  const text = useText()
  return (
    <Card id={useId()} title={texts.title} bare>
      {of.rejection && (
        <div className="card__body">
          <div className="note note--bad">
            <Icon name="alert" />
            <p className="said-text">{texts.rejection[of.rejection.by](of.rejection.reason)}</p>
          </div>
        </div>
      )}
      <dl className="ins ins--one">
        <Fact name={texts.amount}>
          <b className="strong">
            <Money of={of.amount} />
          </b>
        </Fact>
        <Fact name={texts.reason}>
          <span className="said-text">{of.reason}</span>
        </Fact>
        {of.files.length > 0 && (
          <Fact name={texts.file}>
            <FileList of={of.files} />
          </Fact>
        )}
        {of.goods && (
          <Fact name={texts.goods}>
            {of.goods.carrier} <CopyText value={of.goods.trackingNumber} label={texts.goods} />{' '}
            <span className="t12 faint">
              <Time at={of.goods.sentAt} />
            </span>
          </Fact>
        )}
        <Fact name={texts.lines}>
          <ul className="plain-list">
            {of.lines.map((line) => (
              <li key={line.number}>
                {text(line.product.name)} · {text(line.specification)} <Money of={line.amount} />{' '}
                <span className="t12 faint">
                  {texts.paid} <Money of={line.paid} />
                </span>
              </li>
            ))}
          </ul>
        </Fact>
      </dl>
    </Card>
  )
}

/** Who, when, and where it belongs. */
export function RequestFacts({ area, of }: RequestOf) {
  const texts = refundTexts.use().facts
  const text = useText()
  const supervision = of.lines[0]
  return (
    <Card id={useId()} title={texts.progress} bare>
      <dl className="ins ins--one">
        <Fact name={texts.asked}>
          <Time at={of.askedAt} />
        </Fact>
        {of.endedAt !== undefined && (
          <Fact name={texts.ended}>
            <Time at={of.endedAt} />
          </Fact>
        )}
        {area !== 'buyer' && <Fact name={texts.buyer}>{text(of.buyer)}</Fact>}
        {area === 'seller' && <Contact of={of} />}
        {area !== 'seller' && (
          <Fact name={texts.seller}>
            {text(of.seller)}{' '}
            {area === 'buyer' && of.turn === 'seller' && supervision && (
              <a href={`/products/${supervision.product.id}#support`}>{texts.contactSeller}</a>
            )}
          </Fact>
        )}
        <Fact name={texts.order}>
          <OrderLink area={area} order={of.order} />
        </Fact>
        {of.refundOrders.map((order) => (
          <Fact key={order.id} name={texts.refundOrder}>
            <OrderLink area={area} order={order} />
          </Fact>
        ))}
        {supervision && (
          <Fact name={texts.supervision}>
            <Link
              to={`/${area}/supervisions/$supervisionId`}
              params={{ supervisionId: supervision.supervisionId }}
            >
              {text(supervision.product.name)}
            </Link>
          </Fact>
        )}
      </dl>
    </Card>
  )
}

const OrderLink = ({ area, order }: { readonly area: Area; readonly order: RefundRequest['order'] }) => (
  <Link className="mono" to={`/${area}/orders/$orderId`} params={{ orderId: order.id }}>
    {order.number}
  </Link>
)

/** R47, R158: the contact that the buyer agreed to pass on. */
function Contact({ of: { contact = {} } }: Pick<RequestOf, 'of'>) {
  const texts = refundTexts.use().facts
  const given = [contact.name, contact.phone, contact.email].filter((one) => one !== undefined)
  return (
    <Fact name={texts.contact}>
      {given.length === 0 && <span className="faint">{texts.noContact}</span>}
      {given.map((one) => (
        <CopyText key={one} value={one} label={texts.contact} />
      ))}
    </Fact>
  )
}
