import type { Order, OrderLine, SellerOrder } from '@loggia/protocol/console'
import { CopyText, Time, formatQuantity, formatTerm, useLanguage, useText } from '@loggia/ui'
import { useId } from 'react'
import { Card, Fact } from '../parts/page.tsx'
import { orderTexts } from './texts.ts'
import { formatComposed } from './line-text.ts'
import { paths } from '../../storefront/links.ts'

type OfOrder = { readonly order: Order | SellerOrder }

/**
 * The lines of an order with their codes. `wireNames` adds the names of the codes on the wire, `toShop` links to the
 * pages of the products.
 */
export function LinesCard({
  order,
  wireNames = false,
  toShop = false,
}: OfOrder & { readonly wireNames?: boolean; readonly toShop?: boolean }) {
  const texts = orderTexts.use()
  return (
    <Card id={useId()} title={texts.lines.title} bare>
      {order.lines.map((line) => (
        <Line
          key={line.id}
          line={line}
          hasTerm={order.kind !== 'change'}
          wireNames={wireNames}
          toShop={toShop}
        />
      ))}
    </Card>
  )
}

/** A change buys no term: it holds for the remaining days. */
function Line(props: {
  readonly line: OrderLine
  readonly hasTerm: boolean
  readonly wireNames: boolean
  readonly toShop: boolean
}) {
  const { line, hasTerm, wireNames, toShop } = props
  const texts = orderTexts.use().lines
  const text = useText()
  const language = useLanguage()
  const formatName = (name: string, onTheWire: string) => (wireNames ? `${name} · ${onTheWire}` : name)
  return (
    <dl className="ins">
      <Fact name={texts.specification}>
        <span>
          <ProductName of={line} toShop={toShop} />
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
      <TermDates of={line} />
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

/** From when to when the term lasts; nothing before it begins. */
function TermDates({ of: { term } }: { readonly of: OrderLine }) {
  const texts = orderTexts.use().lines
  if (!term) return null
  return (
    <Fact name={texts.period}>
      <span className="num">
        <Time at={term.startsAt} />
        {term.endsAt !== undefined && (
          <>
            {' '}
            {texts.to} <Time at={term.endsAt} />
          </>
        )}
      </span>
      <span className="t12 faint">{texts.termState[term.state]}</span>
    </Fact>
  )
}

function ProductName({ of: { product }, toShop }: { readonly of: OrderLine; readonly toShop: boolean }) {
  const name = useText()(product.name)
  return toShop ? <a href={paths.product(product.id)}>{name}</a> : name
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
