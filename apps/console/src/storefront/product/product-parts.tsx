import { isPerformed } from '@loggia/kernel'
import type { PriceItem, Product, Specification } from '@loggia/protocol/console'
import {
  ScrollArea,
  formatAmount,
  formatCount,
  formatQuantity,
  formatUnitAmount,
  useLanguage,
  useText,
} from '@loggia/ui'
import { productTexts } from './texts.ts'
import { purchaseTexts } from '../buying/texts.ts'
import { formatBand } from '../buying/buy-quantity.tsx'
import { paths } from '../links.ts'
import { SellerArch } from '../frame/logo.tsx'
import { listBandRows, computeQuote, listTerms } from '../buying/price.ts'
import type { Pricing } from '../buying/price.ts'
import { formatBuyTerm } from '../buying/term-text.ts'

type OfProduct = { readonly product: Product }

/** The seller's description; an empty line separates paragraphs. */
export function Description({ product }: OfProduct) {
  const texts = productTexts.use()
  const text = useText()
  return (
    <section className="prose" id="description" aria-labelledby="description-title">
      <h2 id="description-title">{texts.description}</h2>
      {text(product.description)
        .split(/\n\s*\n/)
        .map((paragraph, at) => (
          // The same text may occur twice, and the paragraphs never change places.
          // oxlint-disable-next-line react/no-array-index-key
          <p key={at}>{paragraph}</p>
        ))}
    </section>
  )
}

/** The specifications in columns: prices, quantity and features. */
export function Comparison({ product, chosen }: OfProduct & { readonly chosen: string | undefined }) {
  const texts = productTexts.use()
  const purchase = purchaseTexts.use()
  const text = useText()
  const { specifications } = product
  const on = (specification: Specification) => (specification.id === chosen ? 'on' : undefined)
  return (
    <section className="part" id="compare" aria-labelledby="compare-title">
      <h2 id="compare-title">{texts.compare}</h2>
      <ScrollArea className="cmp" label={texts.compareTable}>
        <table className={specifications.length > 3 ? 'table cmp__many' : 'table'}>
          <thead>
            <tr>
              <th scope="col">{texts.specification}</th>
              {specifications.map((s) => (
                <th key={s.id} scope="col" className={on(s)}>
                  <a href={paths.specification(product.id, s.id)}>{text(s.name)}</a>
                  {s.soldOut && <small>{purchase.soldOut}</small>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <PriceRows product={product} on={on} />
            <tr className="cmp__features">
              <th scope="row">{texts.features}</th>
              {specifications.map((s) => (
                <td key={s.id} className={on(s)}>
                  <Features of={s} />
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </ScrollArea>
    </section>
  )
}

/**
 * A list without check marks: sellers name what a specification adds, so one that does not list a feature may still
 * have it.
 */
function Features({ of }: { readonly of: Specification }) {
  const text = useText()
  return (
    <ul>
      {of.features.map((feature) => (
        <li key={feature.zh}>{text(feature)}</li>
      ))}
    </ul>
  )
}

function PriceRows({
  product,
  on,
}: OfProduct & { readonly on: (specification: Specification) => string | undefined }) {
  const texts = productTexts.use()
  const text = useText()
  const { specifications, quantity } = product
  const unit = quantity ? text(quantity.unit) : ''
  const periods = (['month', 'year', 'one_time'] as const).filter((period) =>
    specifications.some((s) => lowestOf(s, period)),
  )
  return (
    <>
      {periods.map((period) => (
        <tr key={period}>
          <th scope="row">{texts.priceBy[period](unit)}</th>
          {specifications.map((s) => {
            const item = lowestOf(s, period)
            return (
              <td key={s.id} className={on(s)}>
                {item ? (
                  <>
                    {formatUnitAmount(item.unitPrice)}
                    {differs(s, period) && <small>{texts.fromHere}</small>}
                    <BandText of={item} pricing={quantity?.pricing} />
                  </>
                ) : (
                  <span className="faint">{texts.noPrice}</span>
                )}
              </td>
            )
          })}
        </tr>
      ))}
      <tr>
        <th scope="row">
          {texts.least}
          <small>{texts.leastHint}</small>
        </th>
        {specifications.map((s) => (
          <td key={s.id} className={on(s)}>
            <Least of={s} quantity={quantity} />
          </td>
        ))}
      </tr>
      <TrialRow product={product} on={on} />
      {quantity && (
        <tr>
          <th scope="row">{text(quantity.name)}</th>
          {specifications.map((s) => (
            <td key={s.id} className={on(s)}>
              {formatCount(quantity.min)}–{formatCount(Math.min(quantity.max, s.maxQuantity ?? quantity.max))}
            </td>
          ))}
        </tr>
      )}
    </>
  )
}

/** R27: the length of each free trial; no row if there is none. */
function TrialRow({
  product: { specifications, trialByInvitation },
  on,
}: {
  readonly product: Product
  readonly on: (specification: Specification) => string | undefined
}) {
  const texts = productTexts.use()
  if (specifications.every((s) => trialOf(s) === 0)) return null
  return (
    <tr>
      <th scope="row">
        {texts.trial}
        {trialByInvitation && <small className="faint"> {texts.trialByInvitation}</small>}
      </th>
      {specifications.map((s) => {
        const days = trialOf(s)
        return (
          <td key={s.id} className={on(s)}>
            {days > 0 ? texts.trialDays(days) : <span className="faint">{texts.noPrice}</span>}
          </td>
        )
      })}
    </tr>
  )
}

/** The price of the smallest order of a specification: its least quantity for the shortest time. */
function Least({ of, quantity }: { readonly of: Specification; readonly quantity: Product['quantity'] }) {
  const language = useLanguage()
  const [least] = of.skus
    .flatMap((sku) => {
      const [term] = listTerms(sku)
      return term
        ? [{ term, total: computeQuote(sku, term, quantity?.min ?? 1, quantity?.pricing).total }]
        : []
    })
    .toSorted((a, b) => Number(a.total.amount) - Number(b.total.amount))
  if (!least) return <span className="faint">–</span>
  const units = quantity ? `${formatQuantity(quantity.min, quantity.unit, language)} × ` : ''
  return (
    <>
      <b>{formatAmount(least.total)}</b>
      <small>
        {units}
        {formatBuyTerm(least.term, language)}
      </small>
    </>
  )
}

const itemsOf = ({ skus }: Specification, period: PriceItem['period']): PriceItem[] =>
  skus.flatMap(({ priceItems }) => priceItems.filter((item) => item.period === period))

const lowestOf = (of: Specification, period: PriceItem['period']): PriceItem | undefined =>
  itemsOf(of, period).toSorted((a, b) => Number(a.unitPrice.amount) - Number(b.unitPrice.amount))[0]

/** Whether its combinations have different prices. */
const differs = (of: Specification, period: PriceItem['period']): boolean =>
  new Set(itemsOf(of, period).map(({ unitPrice }) => unitPrice.amount)).size > 1

const trialOf = ({ skus }: Specification): number =>
  Math.max(0, ...skus.flatMap(({ priceItems }) => priceItems.map(({ trialDays }) => trialDays ?? 0)))

/** R22: the higher bands, below the price of the first one. */
function BandText({ of, pricing }: { readonly of: PriceItem; readonly pricing: Pricing | undefined }) {
  const texts = purchaseTexts.use()
  const [, ...higher] = listBandRows(of, pricing)
  return higher.map((row) => (
    <span className="t12 faint cmp__band" key={row.from}>
      {formatBand(row, texts.bandFrom)} {formatUnitAmount(row.unitPrice)}
    </span>
  ))
}

export function SellerPart({ product }: OfProduct) {
  const texts = productTexts.use()
  const text = useText()
  const { seller } = product
  return (
    <section className="part" id="seller" aria-labelledby="seller-title">
      <h2 id="seller-title">{texts.seller}</h2>
      <div className="card">
        <div className="card__body sellercard">
          <SellerArch src={seller.logo} name={text(seller.name)} />
          <div>
            <h3>{text(seller.name)}</h3>
            <p className="t13 faint">
              {isPerformed(product.type) || product.type === 'license'
                ? texts.sellerTextPerformed
                : texts.sellerText}
            </p>
          </div>
          <a className="btn btn--sm" href={paths.seller(seller.id)}>
            {texts.toSeller}
          </a>
        </div>
      </div>
    </section>
  )
}
