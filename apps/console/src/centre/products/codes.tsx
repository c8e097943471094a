import type { SellerProduct, Sku } from '@loggia/protocol/console'
import { CopyText, Icon, UnitPriceText, useText } from '@loggia/ui'
import { productTexts } from './texts.ts'

/** The codes of a product's specifications in the interfaces: `skuCode`, and a `productId` for each price. */
export function Codes({ of }: { readonly of: SellerProduct }) {
  const texts = productTexts.use()
  const text = useText()
  const unit = of.quantity?.unit
  return (
    <details className="codes">
      <summary>
        <Icon name="chevron-right" />
        {texts.showCodes(of.specifications.length)}
      </summary>
      {of.specifications.flatMap(({ name, skus }) =>
        skus.map((sku) => {
          const title = [name, ...valuesOf(of, sku)].map(text).join(' · ')
          return (
            <dl key={sku.id}>
              <div>
                <dt>{title}</dt>
                <dd>
                  <span className="faint">skuCode</span>{' '}
                  <CopyText value={sku.code} label={`skuCode ${title}`} />
                </dd>
              </div>
              {sku.priceItems.map((item) => (
                <div key={item.id}>
                  <dt>
                    <UnitPriceText of={item.unitPrice} unit={unit} period={item.period} />
                  </dt>
                  <dd>
                    <span className="faint">productId</span>{' '}
                    <CopyText value={item.code} label={`productId ${title} ${texts.price[item.period]}`} />
                  </dd>
                </div>
              ))}
            </dl>
          )
        }),
      )}
    </details>
  )
}

/** The names of a sku's values, one for each attribute of its product. */
const valuesOf = ({ attributes = [] }: SellerProduct, { values }: Sku) =>
  attributes.flatMap((attribute, i) => attribute.values[values[i] ?? -1] ?? [])
