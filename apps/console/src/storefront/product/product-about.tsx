import type { Product } from '@loggia/protocol/console'
import { useText } from '@loggia/ui'
import { productTexts } from './texts.ts'

type OfProduct = { readonly product: Product }

/** R36: when and how the seller provides support, and what buyers may do after the purchase (R119, R130). */
export function SupportPart({ product }: OfProduct) {
  const texts = productTexts.use()
  const { afterSale } = texts
  const { fiveDayRefund, upgrades, renewalChanges } = product.afterSale
  const promised = [
    [afterSale.fiveDayRefund, fiveDayRefund],
    [afterSale.upgrades, upgrades],
    [afterSale.renewalChanges, renewalChanges],
  ] as const
  return (
    <section className="part" id="support" aria-labelledby="support-title">
      <h2 id="support-title">{texts.support}</h2>
      <dl className="help">
        {promised.map(([{ name, yes, no }, isOffered]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{isOffered ? yes : no}</dd>
          </div>
        ))}
      </dl>
      <Help product={product} />
    </section>
  )
}

function Help({ product }: OfProduct) {
  const texts = productTexts.use()
  const text = useText()
  const { support } = product
  if (!support) return null
  return (
    <dl className="help">
      <div>
        <dt>{texts.supportHours}</dt>
        <dd>{text(support.hours)}</dd>
      </div>
      <div>
        <dt>{texts.supportContent}</dt>
        <dd>{text(support.content)}</dd>
      </div>
      <div>
        <dt>{texts.supportHotline}</dt>
        <dd className="num">{support.hotline}</dd>
      </div>
      <div>
        <dt>{texts.supportEmail}</dt>
        <dd>
          <a href={`mailto:${support.email}`}>{support.email}</a>
        </dd>
      </div>
    </dl>
  )
}
