import type { Order, OrderLine, SellerOrder } from '@loggia/protocol/console'
import {
  CopyText,
  Money,
  Time,
  formatPer,
  formatQuantity,
  formatTerm,
  formatUnitAmount,
  useLanguage,
  useText,
} from '@loggia/ui'
import { useId } from 'react'
import { Card, Fact } from '../parts/page.tsx'
import { orderTexts } from './texts.ts'
import { formatChanged, formatComposed } from './line-text.ts'

type OfOrder = { readonly order: Order | SellerOrder }

/** The lines of an order with their codes. `wireNames` adds the names of the codes on the wire. */
export function LinesCard({ order, wireNames = false }: OfOrder & { readonly wireNames?: boolean }) {
  const texts = orderTexts.use()
  return (
    <Card id={useId()} title={texts.lines.title} bare>
      {order.lines.map((line) => (
        <Line key={line.id} line={line} hasTerm={order.kind !== 'change'} wireNames={wireNames} />
      ))}
    </Card>
  )
}

/** A change buys no term: it holds for the remaining days. */
function Line(props: { readonly line: OrderLine; readonly hasTerm: boolean; readonly wireNames: boolean }) {
  const { line, hasTerm, wireNames } = props
  const texts = orderTexts.use().lines
  const text = useText()
  const language = useLanguage()
  const formatName = (name: string, onTheWire: string) => (wireNames ? `${name} · ${onTheWire}` : name)
  return (
    <dl className="ins">
      <Fact name={texts.specification}>
        <span>
          {text(line.product.name)}
          {language === 'zh-CN' ? '，' : ', '}
          {formatComposed(line, { language })}
        </span>
      </Fact>
      <Fact name={texts.number}>
        <CopyText value={line.number} label={texts.number} />
      </Fact>
      <Fact name={texts.quantity}>
        <span className="num">
          {line.unit ? formatQuantity(line.quantity, line.unit, language) : line.quantity}
        </span>
      </Fact>
      {line.before && (
        <Fact name={texts.before}>
          <span className="num">{formatComposed(line.before, { unit: line.unit, language })}</span>
        </Fact>
      )}
      {hasTerm && (
        <Fact name={texts.term}>
          <span className="num">
            {line.trialDays === undefined
              ? formatTerm(line.periodCount, line.period, language)
              : texts.trial(line.trialDays)}
          </span>
        </Fact>
      )}
      {line.term && (
        <Fact name={texts.period}>
          <span className="num">
            <Time at={line.term.startsAt} />
            {line.term.endsAt !== undefined && (
              <>
                {' '}
                {texts.to} <Time at={line.term.endsAt} />
              </>
            )}
          </span>
          <span className="t12 faint">{texts.termState[line.term.state]}</span>
        </Fact>
      )}
      <Bar of={line} />
      <Fact name={formatName(texts.skuCode, 'skuCode')}>
        <CopyText value={line.skuCode} label={texts.skuCode} />
      </Fact>
      <Fact name={formatName(texts.productCode, 'productId')}>
        <CopyText value={line.productCode} label={texts.productCode} />
      </Fact>
      {line.parameters?.map((given) => (
        <Fact key={given.name} name={formatName(text(given.label), given.name)}>
          <Given given={given} wireNames={wireNames} />
        </Fact>
      ))}
    </dl>
  )
}

/** R116: why its service is frozen for a violation, and since when. */
function Bar({ of: { barred } }: { readonly of: OrderLine }) {
  const texts = orderTexts.use().lines
  if (!barred) return null
  return (
    <Fact name={texts.barred}>
      <span className="c-bad">{barred.reason}</span>
      <span className="t12 faint">
        <Time at={barred.at} />
      </span>
    </Fact>
  )
}

/** R47a: what the buyer entered for the product's parameters; a seller also sees the value that the server got. */
function Given(props: {
  readonly given: NonNullable<OrderLine['parameters']>[number]
  readonly wireNames: boolean
}) {
  const { given, wireNames } = props
  const text = useText()
  const reads = given.reads && text(given.reads)
  if (!wireNames) return <span>{reads ?? given.value}</span>
  return (
    <>
      <CopyText value={given.value} label={text(given.label)} />
      {reads !== undefined && <span className="t12 faint">{reads}</span>}
    </>
  )
}

/** The amounts of an order: each line, then the total. */
export function MoneyCard({ order }: OfOrder) {
  const texts = orderTexts.use().money
  const isPaid = order.kind !== 'refund' && order.paidAt !== undefined
  const { state } = order
  const end = state === 'cancelled' || state === 'refunded' ? state : 'completed'
  return (
    <Card id={useId()} title={texts.title}>
      <dl className="lines t13">
        {order.lines.map((line) => (
          <div key={line.id}>
            <dt>
              {order.kind === 'change' ? (
                <ChangeSum line={line} />
              ) : (
                <LineSum line={line} isOne={order.lines.length === 1} />
              )}
            </dt>
            <dd>
              <Money of={line.amount} />
            </dd>
          </div>
        ))}
        <div className="sum">
          <dt>{isPaid ? texts.paidTotal : texts.total[order.kind]}</dt>
          <dd>
            <Money of={order.total} />
          </dd>
        </div>
        {order.lines.map(
          ({ id, returned }) =>
            returned && (
              <div key={id}>
                <dt>{texts.returned}</dt>
                <dd>
                  −<Money of={returned} />
                </dd>
              </div>
            ),
        )}
        <Moment name={texts.createdAt} at={order.createdAt} />
        <Moment name={texts.paidAt} at={order.paidAt} />
        <Moment name={texts.closedAt[end]} at={order.closedAt} />
      </dl>
    </Card>
  )
}

function Moment({ name, at }: { readonly name: string; readonly at: string | undefined }) {
  if (at === undefined) return null
  return (
    <div className="t12">
      <dt>{name}</dt>
      <dd>
        <Time at={at} />
      </dd>
    </div>
  )
}

/** The price difference for the remaining days: before and after. */
function ChangeSum({ line }: { readonly line: OrderLine }) {
  const texts = orderTexts.use().money
  const language = useLanguage()
  return (
    <>
      {texts.difference}
      <div className="t12 faint num">{formatChanged(line, language)}</div>
    </>
  )
}

/** `¥428.00 / 席 / 年 × 120 席 × 1 年`. */
function LineSum({ line, isOne }: { readonly line: OrderLine; readonly isOne: boolean }) {
  const text = useText()
  const language = useLanguage()
  const unit = line.unit
  const sum = [
    `${formatUnitAmount(line.unitPrice)}${formatPer({ unit, period: line.period }, language)}`,
    unit
      ? formatQuantity(line.quantity, unit, language)
      : line.quantity > 1
        ? String(line.quantity)
        : undefined,
    formatTerm(line.periodCount, line.period, language),
  ]
  return (
    <>
      {!isOne && <b>{text(line.product.name)} </b>}
      <span className="num">{sum.filter(Boolean).join(' × ')}</span>
    </>
  )
}
