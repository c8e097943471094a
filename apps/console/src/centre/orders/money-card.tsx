import { fromDecimal, subtract, sum, toDecimal } from '@loggia/kernel'
import type { Money as KernelMoney } from '@loggia/kernel'
import type { Money as WireMoney, Order, OrderLine, SellerOrder } from '@loggia/protocol/console'
import { Money, Time, useLanguage, useText } from '@loggia/ui'
import { useId } from 'react'
import { Card } from '../parts/page.tsx'
import { listSumLines, toNegative } from './line-sum.ts'
import { formatChanged } from './line-text.ts'
import { SumRows } from './sum-rows.tsx'
import { orderTexts } from './texts.ts'

type OfOrder = { readonly order: Order | SellerOrder }

/** The amounts of an order: the arithmetic of each line, the total, and what went back. */
export function MoneyCard({ order }: OfOrder) {
  const texts = orderTexts.use().money
  const isRefund = order.kind === 'refund'
  const isPaid = !isRefund && order.paidAt !== undefined
  const { state } = order
  const end = state === 'cancelled' || state === 'refunded' ? state : 'completed'
  return (
    <Card id={useId()} title={texts.title}>
      <dl className="lines t13">
        {order.lines.map((line) =>
          order.kind === 'change' ? (
            <ChangeSum key={line.id} line={line} />
          ) : (
            <LineSum key={line.id} line={line} isOne={order.lines.length === 1} isRefund={isRefund} />
          ),
        )}
        <div className="sum">
          <dt>{isPaid ? texts.paidTotal : texts.total[order.kind]}</dt>
          <dd>
            <Money of={isRefund ? toNegative(order.total) : order.total} />
          </dd>
        </div>
        <Returned order={order} />
        <CostCentres lines={order.lines} />
        <Moment name={texts.createdAt} at={order.createdAt} />
        <Moment name={texts.paidAt} at={order.paidAt} />
        <Moment name={texts.closedAt[end]} at={order.closedAt} />
      </dl>
    </Card>
  )
}

/** R3a: what the lines are booked to; nothing in companies without cost centres. */
function CostCentres({ lines }: { readonly lines: readonly OrderLine[] }) {
  const { costCentre } = orderTexts.use()
  const named = new Map(
    lines.flatMap((line) => (line.costCentre ? [[line.costCentre.id, line.costCentre]] : [])),
  )
  return [...named.values()].map(({ id, code, name }) => (
    <div key={id} className="t12">
      <dt>{costCentre}</dt>
      <dd>
        {name} <span className="mono faint">{code}</span>
      </dd>
    </div>
  ))
}

/** What was refunded, and what remains of the total. */
function Returned({ order: { lines, total } }: OfOrder) {
  const texts = orderTexts.use().money
  const returned = lines.flatMap((line) => (line.returned ? [toMoney(line.returned)] : []))
  if (returned.length === 0) return null
  const all = sum(returned, total.currency)
  return (
    <>
      <div>
        <dt>{texts.returned}</dt>
        <dd>
          <Money of={toNegative(toWire(all))} />
        </dd>
      </div>
      <div>
        <dt>{texts.net}</dt>
        <dd>
          <b>
            <Money of={toWire(subtract(toMoney(total), all))} />
          </b>
        </dd>
      </div>
    </>
  )
}

const toMoney = ({ amount, currency }: WireMoney): KernelMoney => fromDecimal(amount, currency)
const toWire = (amount: KernelMoney): WireMoney => ({ amount: toDecimal(amount), currency: amount.currency })

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

type OfLine = { readonly line: OrderLine }

/** The price difference for the remaining days: before and after. */
function ChangeSum({ line }: OfLine) {
  const texts = orderTexts.use().money
  const language = useLanguage()
  return (
    <div>
      <dt>
        {texts.difference}
        <div className="t12 faint num">{formatChanged(line, language)}</div>
      </dt>
      <dd>
        <Money of={line.amount} />
      </dd>
    </div>
  )
}

function LineSum({
  line,
  isOne,
  isRefund,
}: OfLine & { readonly isOne: boolean; readonly isRefund: boolean }) {
  const name = useText()(line.product.name)
  const language = useLanguage()
  const lines = listSumLines(line, language)
  return <SumRows name={isOne ? undefined : name} lines={lines} isNegative={isRefund} />
}
