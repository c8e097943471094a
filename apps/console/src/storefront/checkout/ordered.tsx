import { listBuyerTasks } from '@loggia/protocol/console/catalog/draft/supervision'
import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import { getFlow } from '@loggia/protocol/console/supervision/kinds'
import {
  Icon,
  formatAmount,
  formatPer,
  formatQuantity,
  formatUnitAmount,
  useLanguage,
  useText,
} from '@loggia/ui'
import { formatBand } from '../buying/buy-quantity.tsx'
import { listBandRows } from '../buying/price.ts'
import { formatBuyTerm } from '../buying/term-text.ts'
import { purchaseTexts } from '../buying/texts.ts'
import { Logo } from '../frame/logo.tsx'
import { searchTexts } from '../search/texts.ts'
import { checkoutTexts } from './texts.ts'
import type { Checkout } from './use-checkout.ts'

type OfCheckout = { readonly checkout: Checkout }

/** The line of the order: product, specification, quantity and term. */
export function Ordered({ checkout }: OfCheckout) {
  const texts = checkoutTexts.use()
  const text = useText()
  const types = searchTexts.use().types
  const { product, quote, hindrance } = checkout
  return (
    <div className="coline">
      <Logo src={product.logo} name={text(product.name)} size="md" />
      <div>
        <h3>{text(product.name)}</h3>
        <p className="t13 faint">{texts.by(text(product.seller.name), types[product.type ?? 'saas'])}</p>
      </div>
      {hindrance !== 'gone' && (
        <>
          {quote && <span className="money t16 strong">{formatAmount(quote.total)}</span>}
          <Facts checkout={checkout} />
        </>
      )}
      {hindrance === undefined && <ToDo checkout={checkout} />}
    </div>
  )
}

function Facts({ checkout }: OfCheckout) {
  const rows = useFacts(checkout)
  return (
    <dl className="kv">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The facts with their labels, of which some are the product’s own. */
function useFacts({ product, selection, isTrial }: Checkout): readonly (readonly [string, string])[] {
  const texts = checkoutTexts.use().facts
  const text = useText()
  const language = useLanguage()
  const price = useUnitPrice({ product, selection, isTrial })
  const band = useBand({ product, selection, isTrial })
  if (!selection?.term) return []
  const { specification, sku, term, quantity } = selection
  const attribute = product.quantity
  const { supervision } = product
  const isShipped = supervision && getFlow(supervision.flow).shipped
  const starts = supervision
    ? findLicenseWay(supervision.flow) === 'code'
      ? texts.startsAt.code
      : texts.startsAt.accepted
    : texts.startsAt.opened
  return [
    [texts.specification, text(specification.name)],
    ...(product.attributes ?? []).flatMap(({ name, values }, at): [string, string][] => {
      const value = values[sku.values[at] ?? -1]
      return value ? [[text(name), text(value)]] : []
    }),
    ...(attribute && quantity !== undefined
      ? [[text(attribute.name), formatQuantity(quantity, attribute.unit, language) + band] as const]
      : []),
    [texts.term, formatBuyTerm(term, language)],
    ...(price === undefined ? [] : [[texts.unitPrice, price] as const]),
    ...(isShipped ? [] : [[texts.starts, starts] as const]),
    ...(isTrial
      ? [[texts.trialEnd, texts.trialEnds] as const]
      : !supervision && term.item.period !== 'one_time'
        ? [[texts.renewal, texts.renewalOff] as const]
        : []),
  ]
}

type OfPrice = Pick<Checkout, 'product' | 'selection' | 'isTrial'>

/** The band that the quantity is in, for prices by bands. */
function findBand({ product, selection, isTrial }: OfPrice) {
  const pricing = product.quantity?.pricing
  if (!selection?.term || isTrial || pricing === undefined || pricing === 'linear') return undefined
  const row = listBandRows(selection.term.item, pricing, selection.quantity).findLast(({ on }) => on)
  return row && { row, pricing }
}

function useBand(of: OfPrice): string {
  const texts = checkoutTexts.use().facts
  const { bandFrom } = purchaseTexts.use()
  const found = findBand(of)
  return found ? texts.band(formatBand(found.row, bandFrom), found.pricing) : ''
}

/** The price that the whole quantity has; none by steps, whose lines say the price of each. */
function useUnitPrice(of: OfPrice): string | undefined {
  const language = useLanguage()
  const { product, selection, isTrial } = of
  const item = selection?.term?.item
  const found = findBand(of)
  if (!item || isTrial || found?.pricing === 'step') return undefined
  const per = formatPer({ unit: product.quantity?.unit, period: item.period }, language)
  return formatUnitAmount(found?.row.unitPrice ?? item.unitPrice) + per
}

/** R96: what the buyer of a supervised product does after the payment. */
function ToDo({ checkout: { product } }: OfCheckout) {
  const { tasks, identification, collectedAndActivated, toDo, toDoCode } = checkoutTexts.use()
  const language = useLanguage()
  const { supervision } = product
  if (!supervision) return null
  const { flow } = supervision
  const words = flow === 'license_online' ? { ...tasks, demand: identification } : tasks
  const own = listBuyerTasks(supervision).map((task) => words[task])
  const isCode = findLicenseWay(flow) === 'code'
  if (isCode) own.push(flow === 'license_code' ? collectedAndActivated : tasks.activation)
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  return (
    <div className="note note--info coline__todo">
      <Icon name="shield" />
      <p>{(isCode ? toDoCode : toDo)(list.format(own))}</p>
    </div>
  )
}
