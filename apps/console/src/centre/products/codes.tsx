import type { SellerProduct } from '@loggia/protocol/console'
import { CopyText, Icon, UnitPriceText, useText } from '@loggia/ui'
import { productTexts } from '../text/products.ts'

/** The codes of a product's specifications as the interfaces use them: `skuCode`, and a `productId` for each price. */
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
      {of.specifications.map(({ id, name, sku }) => (
        <dl key={id}>
          <div>
            <dt>{text(name)}</dt>
            <dd>
              <span className="faint">skuCode</span>{' '}
              <CopyText value={sku.code} label={`skuCode ${text(name)}`} />
            </dd>
          </div>
          {sku.priceItems.map((item) => (
            <div key={item.id}>
              <dt>
                <UnitPriceText of={item.unitPrice} unit={unit} period={item.period} />
              </dt>
              <dd>
                <span className="faint">productId</span>{' '}
                <CopyText value={item.code} label={`productId ${text(name)} ${texts.price[item.period]}`} />
              </dd>
            </div>
          ))}
        </dl>
      ))}
    </details>
  )
}
