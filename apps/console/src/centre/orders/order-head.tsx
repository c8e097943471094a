import { Link } from '@tanstack/react-router'
import type { Order, OrderLine, OrderSummary, SellerOrder } from '@loggia/protocol/console'
import { CopyText, formatAmount, pickText, useLanguage, useText } from '@loggia/ui'
import type { Language } from '@loggia/kernel'
import type { ReactNode } from 'react'
import type { Area } from '../frame.ts'
import { MissingPage, Page } from '../parts/page.tsx'
import { ProductLogo } from '../parts/product.tsx'
import { OrderState } from '../parts/states.tsx'
import { orderTexts } from './texts.ts'
import { stateTexts } from '../parts/state-texts.ts'
import { toNegative } from './line-sum.ts'
import { formatComposed, formatLine } from './line-text.ts'

type AnyOrder = Order | SellerOrder

/** `澄澜协同文档，专业版`: the title of an order. */
export function formatOrderTitle(order: Pick<OrderSummary, 'lines'>, language: Language): string {
  const [first] = order.lines
  if (!first) return ''
  const comma = language === 'zh-CN' ? '，' : ', '
  const title = `${pickText(first.product.name, language)}${comma}${formatComposed(first, { language })}`
  return order.lines.length === 1 ? title : title + orderTexts.in(language).andMore(order.lines.length)
}

/** The page of an order with its head: title, state, number and total. */
export function OrderFrame(props: {
  readonly area: Area
  readonly order: AnyOrder
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  const { order } = props
  const texts = orderTexts.use()
  const language = useLanguage()
  const [first] = order.lines
  return (
    <Page
      area={props.area}
      title={formatOrderTitle(order, language)}
      crumbs={<Link to={`/${props.area}/orders`}>{texts.title}</Link>}
      logo={first && <ProductLogo of={first.product} />}
      state={<OrderState state={order.state} kind={order.kind} pill />}
      actions={props.actions}
      lead={<HeadFacts order={order} first={first} />}
    >
      {props.children}
    </Page>
  )
}

/** In place of an order that there is not, or that belongs to somebody else. */
export function OrderMissing({ area }: { readonly area: Area }) {
  const texts = orderTexts.use()
  return (
    <MissingPage
      area={area}
      title={texts.missing.title}
      text={texts.missing.text}
      back={
        <Link className="btn" to={`/${area}/orders`}>
          {texts.missing.back}
        </Link>
      }
    />
  )
}

function HeadFacts({ order, first }: { readonly order: AnyOrder; readonly first: OrderLine | undefined }) {
  const texts = orderTexts.use()
  const kinds = stateTexts.use().orderKind
  const language = useLanguage()
  const text = useText()
  return (
    <>
      <span>
        {texts.number}
        <CopyText value={order.number} label={texts.number} />
      </span>
      <span>{kinds[order.kind]}</span>
      {first && order.lines.length === 1 && (
        <span className={order.kind === 'change' ? undefined : 'num'}>
          {formatLine(first, order.kind, language)}
        </span>
      )}
      <span className="num">{totalSaid(order, texts)}</span>
      {'buyer' in order && (
        <span>
          {texts.buyer} {text(order.buyer.name)}
        </span>
      )}
    </>
  )
}

function totalSaid(order: AnyOrder, texts: ReturnType<typeof orderTexts.use>): string {
  if (order.kind === 'refund') return texts.refunded(formatAmount(toNegative(order.total)))
  const amount = formatAmount(order.total)
  if (order.state === 'cancelled') return `${texts.money.total[order.kind]} ${amount}`
  return order.paidAt === undefined ? texts.toPay(amount) : texts.paid(amount)
}
