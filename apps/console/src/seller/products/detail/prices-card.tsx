import type { PriceItem, SellerProduct, Sku } from '@loggia/protocol/console'
import {
  CopyText,
  UnitPriceText,
  formatCount,
  formatTerm,
  formatUnitAmount,
  useLanguage,
  useText,
} from '@loggia/ui'
import { Card } from '../../../centre/parts/page.tsx'
import { ownProductTexts } from '../texts.ts'
import { useSkuName } from './sku-name.ts'

/** Every price with its code in the interfaces. */
export function PricesCard({ product }: { readonly product: SellerProduct }) {
  const texts = ownProductTexts.use().prices
  const text = useText()
  const skuName = useSkuName(product)
  const nameOf = (name: SellerProduct['name'], sku: Sku) =>
    [text(name), skuName(sku.values)].filter((part) => part !== '').join(' · ')
  return (
    <Card id="prices" title={texts.title} bare>
      <div className="scroll-x" role="group" aria-label={texts.table}>
        <table className="table rows">
          <thead>
            <tr>
              <th scope="col">{texts.specification}</th>
              <th scope="col">{texts.period}</th>
              <th scope="col" className="n">
                {texts.price}
              </th>
              <th scope="col">{texts.trial}</th>
              <th scope="col">{texts.most}</th>
              <th scope="col">{texts.code}</th>
            </tr>
          </thead>
          <tbody>
            {product.specifications.flatMap(({ name, skus }) =>
              skus.flatMap((sku) =>
                sku.priceItems.map((item) => (
                  <Row key={item.id} item={item} name={nameOf(name, sku)} product={product} />
                )),
              ),
            )}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

function Row({
  item,
  name,
  product,
}: {
  readonly item: PriceItem
  readonly name: string
  readonly product: SellerProduct
}) {
  const texts = ownProductTexts.use().prices
  const language = useLanguage()
  return (
    <tr>
      <td className="rows__head">
        <b className="strong">{name}</b>
      </td>
      <td data-label={texts.period}>{texts.periods[item.period]}</td>
      <td className="n" data-label={texts.price}>
        <span className="bands">
          <UnitPriceText of={item.unitPrice} unit={product.quantity?.unit} period={item.period} />
          {item.bands?.map(({ above, unitPrice }) => (
            <span key={above} className="below num">
              {texts.bandFrom(formatCount(above + 1))} {formatUnitAmount(unitPrice)}
            </span>
          ))}
        </span>
      </td>
      <td data-label={texts.trial}>{item.trialDays === undefined ? '–' : texts.trialDays(item.trialDays)}</td>
      <td data-label={texts.most}>{formatTerm(item.maxPeriods, item.period, language)}</td>
      <td className="rows__code" data-label={texts.code}>
        <CopyText value={item.code} label={`productId ${name} ${texts.periods[item.period]}`} />
      </td>
    </tr>
  )
}
