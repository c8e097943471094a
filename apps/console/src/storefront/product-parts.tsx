import type { PriceItem, Product, Specification } from '@loggia/protocol/console'
import { countText, perText, unitAmountText, useLanguage, useText } from '@loggia/ui'
import { productTexts } from '../text/product.ts'
import { purchaseTexts } from '../text/purchase.ts'
import { bandText } from './buy-quantity.tsx'
import { paths } from './links.ts'
import { SellerArch } from './logo.tsx'
import { bandRows } from './price.ts'
import type { Pricing } from './price.ts'

type OfProduct = { readonly product: Product }

/** The seller's own words; an empty line parts paragraphs. */
export function Description({ product }: OfProduct) {
  const texts = productTexts.use()
  const text = useText()
  return (
    <section className="prose" id="description" aria-labelledby="description-title">
      <h2 id="description-title">{texts.description}</h2>
      {text(product.description)
        .split(/\n\s*\n/)
        .map((paragraph, at) => (
          // The same text may stand twice, and the paragraphs never change places.
          // oxlint-disable-next-line react/no-array-index-key
          <p key={at}>{paragraph}</p>
        ))}
    </section>
  )
}

/** Each specification in its column: prices, quantity, and the features that it is sold with. */
export function Comparison({ product, chosen }: OfProduct & { readonly chosen: string | undefined }) {
  const texts = productTexts.use()
  const text = useText()
  const { specifications } = product
  const on = (specification: Specification) => (specification.id === chosen ? 'on' : undefined)
  return (
    <section className="part" id="compare" aria-labelledby="compare-title">
      <h2 id="compare-title">{texts.compare}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that may scroll has to take the focus */}
      <section className="cmp" tabIndex={0} aria-label={texts.compareTable}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{texts.specification}</th>
              {specifications.map((s) => (
                <th key={s.id} scope="col" className={on(s)}>
                  <a href={paths.specification(product.id, s.id)}>{text(s.name)}</a>
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
      </section>
    </section>
  )
}

/** Listed and not ticked off: sellers name what a specification adds, so what one does not list it may still have. */
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
  const language = useLanguage()
  const { specifications, quantity } = product
  const periods = (['month', 'year', 'one_time'] as const).filter((period) =>
    specifications.some((s) => s.skus[0]?.priceItems.some((item) => item.period === period)),
  )
  return (
    <>
      {periods.map((period) => (
        <tr key={period}>
          <th scope="row">
            {texts.priceBy[period]}
            <span className="faint">{perText({ unit: quantity?.unit, period }, language)}</span>
          </th>
          {specifications.map((s) => {
            const item = s.skus[0]?.priceItems.find((candidate) => candidate.period === period)
            return (
              <td key={s.id} className={on(s)}>
                {item ? (
                  <>
                    {unitAmountText(item.unitPrice)}
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
      {quantity && (
        <tr>
          <th scope="row">{text(quantity.name)}</th>
          {specifications.map((s) => (
            <td key={s.id} className={on(s)}>
              {countText(quantity.min)}–{countText(Math.min(quantity.max, s.maxQuantity ?? quantity.max))}
            </td>
          ))}
        </tr>
      )}
    </>
  )
}

/** R22: the higher bands below the price of the first. */
function BandText({ of, pricing }: { readonly of: PriceItem; readonly pricing: Pricing | undefined }) {
  const texts = purchaseTexts.use()
  const [, ...higher] = bandRows(of, pricing)
  return higher.map((row) => (
    <span className="t12 faint cmp__band" key={row.from}>
      {bandText(row, texts.bandFrom)} {unitAmountText(row.unitPrice)}
    </span>
  ))
}

/** What happens between paying and using. */
export function Opening() {
  const { opening, steps } = productTexts.use()
  const shown = [
    [steps.pay, steps.payText],
    [steps.open, steps.openText],
    [steps.use, steps.useText],
    [steps.refund, steps.refundText],
  ] as const
  return (
    <section className="part" id="opening" aria-labelledby="opening-title">
      <h2 id="opening-title">{opening}</h2>
      <ol className="way">
        {shown.map(([title, told], at) => (
          <li key={title}>
            <span className="way__n" aria-hidden="true">
              {at + 1}
            </span>
            <div>
              <h3>{title}</h3>
              <p>{told}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
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
            <p className="t13 faint">{texts.sellerText}</p>
          </div>
        </div>
      </div>
    </section>
  )
}
