import type { Specification } from '@loggia/protocol/console'
import { pickText, formatPer, formatUnitAmount, useLanguage, useText } from '@loggia/ui'
import { purchaseTexts } from './texts.ts'
import { isOnOffer, listOptions, toValueField } from './selection.ts'
import type { Option, Selection } from './selection.ts'
import type { Buying } from './use-buying.ts'

type OfBuying = { readonly buying: Buying }

/** The specifications with their prices. A sold-out or delisted one is labelled and cannot be chosen. */
export function Specifications({ buying }: OfBuying) {
  const texts = purchaseTexts.use()
  const { product, selection, choose } = buying
  return (
    <fieldset className="buy__sec">
      <legend>
        {texts.specification}
        <small>
          <a href="#compare">{texts.compare}</a>
        </small>
      </legend>
      <div className="skus">
        {product.specifications.map((specification) => (
          <label key={specification.id}>
            <input
              type="radio"
              name="specification"
              value={specification.id}
              checked={specification.id === selection?.specification.id}
              disabled={!isOnOffer(specification)}
              onChange={() => choose({ specificationId: specification.id })}
            />
            <SpecificationText of={specification} buying={buying} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function SpecificationText({ of, buying }: OfBuying & { readonly of: Specification }) {
  const texts = purchaseTexts.use()
  const text = useText()
  const language = useLanguage()
  const { product, selection } = buying
  const items = of.skus[0]?.priceItems ?? []
  const item = items.find(({ period }) => period === selection?.term?.item.period) ?? items[0]
  return (
    <>
      <b>
        {text(of.name)}
        {of.hidden && <small className="t12 faint"> {texts.hiddenSpecification}</small>}
      </b>
      {item && (
        <span className="money">
          {formatUnitAmount(item.unitPrice)}
          <span className="per">
            {formatPer({ unit: product.quantity?.unit, period: item.period }, language)}
          </span>
        </span>
      )}
      <span className="t12">
        {!isOnOffer(of) && (
          <b className="c-warn">
            {of.delisted ? texts.delistedSpecification : texts.soldOut}
            {language === 'zh-CN' ? '。' : '. '}
          </b>
        )}
        {of.features.map((feature) => pickText(feature, language)).join(language === 'zh-CN' ? '；' : '; ')}
      </span>
    </>
  )
}

/** R20: the values of each attribute. A combination that is not offered cannot be chosen, and the reason is shown. */
export function Attributes({ buying }: OfBuying) {
  const { product, selection } = buying
  if (!selection) return null
  return (product.attributes ?? []).map((attribute, at) => (
    <Attribute key={attribute.name.zh} buying={buying} selection={selection} at={at} />
  ))
}

type OfAttribute = OfBuying & { readonly selection: Selection; readonly at: number }

function Attribute({ buying, selection, at }: OfAttribute) {
  const text = useText()
  const { product, choose } = buying
  const attribute = product.attributes?.[at]
  if (!attribute) return null
  const options = listOptions(product, selection, at)
  return (
    <fieldset className="buy__sec">
      <legend>{text(attribute.name)}</legend>
      <div className="opts">
        {options.map(({ value, chosen, missing }) => (
          <label key={value}>
            <input
              type="radio"
              name={toValueField(at)}
              value={value}
              checked={chosen}
              disabled={missing !== undefined}
              aria-describedby={missing && `missing-${at}`}
              onChange={() => choose({ values: selection.sku.values.with(at, value) })}
            />
            {attribute.values[value] && text(attribute.values[value])}
          </label>
        ))}
      </div>
      <Missing of={options} buying={buying} selection={selection} at={at} />
    </fieldset>
  )
}

/** Why some values cannot be chosen: one sentence for each reason. */
function Missing({ of, buying, selection, at }: OfAttribute & { readonly of: readonly Option[] }) {
  const texts = purchaseTexts.use()
  const text = useText()
  const { attributes = [] } = buying.product
  const names = (why: Option['missing']) =>
    of.flatMap(({ value, missing }) => {
      const name = attributes[at]?.values[value]
      return missing === why && name ? [text(name)] : []
    })
  const before = attributes.slice(0, at).flatMap(({ values }, i) => {
    const name = values[selection.sku.values[i] ?? -1]
    return name ? [text(name)] : []
  })
  const never = names('never')
  const apart = names('apart')
  if (never.length + apart.length === 0) return null
  return (
    <p className="t12 faint buy__hint" id={`missing-${at}`}>
      {never.length > 0 && texts.notOffered(never.join(texts.comma), text(selection.specification.name))}
      {apart.length > 0 && texts.notTogether(apart.join(texts.comma), before.join(texts.comma))}
    </p>
  )
}
