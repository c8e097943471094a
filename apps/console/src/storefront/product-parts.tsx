import type { Product, Specification } from '@loggia/protocol/console'
import { countText, perText, unitAmountText, useLanguage, useText } from '@loggia/ui'
import { productTexts } from '../text/product.ts'
import { SellerArch } from './logo.tsx'

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
                  {text(s.name)}
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
  const periods = (['month', 'year'] as const).filter((period) =>
    specifications.some((s) => s.sku.priceItems.some((item) => item.period === period)),
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
            const item = s.sku.priceItems.find((candidate) => candidate.period === period)
            return (
              <td key={s.id} className={on(s)}>
                {item ? unitAmountText(item.unitPrice) : <span className="faint">{texts.noPrice}</span>}
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
              {countText(quantity.min)}–{countText(quantity.max)}
            </td>
          ))}
        </tr>
      )}
    </>
  )
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

/** What a buyer agrees to by the tick in the panel, in full. */
export function Agreements({ product }: OfProduct) {
  const texts = productTexts.use()
  const text = useText()
  const seller = text(product.seller.name)
  const { scope, access, duty } = texts.serviceTerms
  return (
    <section className="part terms-text" id="agreements" aria-labelledby="agreements-title">
      <h2 id="agreements-title">{texts.agreements}</h2>
      <h3 id="market-agreement">{texts.marketAgreement}</h3>
      <ol>
        {Object.values(texts.marketTerms).map((term) => (
          <li key={term}>{term}</li>
        ))}
      </ol>
      <h3 id="service-agreement">{texts.serviceAgreement(text(product.name))}</h3>
      <ol>
        {[scope(seller), access, duty(seller)].map((term) => (
          <li key={term}>{term}</li>
        ))}
      </ol>
    </section>
  )
}
