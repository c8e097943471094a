import type { ServiceDetail } from '@loggia/protocol/console'
import {
  Icon,
  formatCount,
  formatPer,
  formatQuantity,
  formatTerm,
  formatUnitAmount,
  useLanguage,
  useText,
  Time,
} from '@loggia/ui'
import { useId } from 'react'
import { useNow } from '../../centre/frame.ts'
import { SelectField } from '../../centre/parts/fields.tsx'
import { ProductLogo } from '../../centre/parts/product.tsx'
import { ServiceState } from '../../centre/parts/states.tsx'
import { renewingTexts } from './texts.ts'
import { shiftQuantity } from '../../storefront/buying/selection.ts'
import { toLooks } from '../services/standing.ts'
import { actFor, findChosenPrice, countPeriods, findChosenQuantity, findSku } from './choosing.ts'
import type { AskKind, Choice, Choosable } from './choosing.ts'
import { useRefusalText } from './refusal-text.tsx'
import './renewing.css'

type Props = {
  readonly kind: AskKind
  readonly of: Choosable
  readonly choice: Choice
  onChoose(change: Partial<Choice>): void
}

/** One service: its present state and the choices. */
export function AskLine({ isPossible, ...props }: Props & { readonly isPossible: boolean }) {
  const { service } = props.of
  const id = useId()
  const text = useText()
  const refusal = useRefusalText(service)
  const now = useNow()()
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card__head">
        <ProductLogo of={service.product} small />
        <h2 id={id}>{text(service.product.name)}</h2>
        <ServiceState state={toLooks(service, now)} />
      </div>
      <div className="card__body choose">
        <Present service={service} />
        {isPossible ? (
          <Choices {...props} />
        ) : (
          <div className="note note--warn">
            <Icon name="alert" />
            <p>{refusal(service.acts[actFor[props.kind]])}</p>
          </div>
        )}
      </div>
    </section>
  )
}

function Present({ service }: { readonly service: ServiceDetail }) {
  const texts = renewingTexts.use()
  const language = useLanguage()
  const text = useText()
  const facts = [
    text(service.specification),
    ...(service.attributes ?? []).map(({ value }) => text(value)),
    service.unit && formatQuantity(service.quantity, service.unit, language),
  ]
  return (
    <p className="t13 dim">
      {texts.now} {facts.filter(Boolean).join(texts.comma)}
      {service.endsAt !== undefined && (
        <>
          {texts.comma}
          {texts.until} <Time at={service.endsAt} />
        </>
      )}
    </p>
  )
}

/**
 * The choices of each kind: a renewal may choose another combination only near the end of the term (R119); a trial
 * keeps its combination.
 */
function Choices(props: Props) {
  const { kind, of } = props
  const texts = renewingTexts.use()
  const refusal = useRefusalText(of.service)
  const mayChange = kind === 'change' || (kind === 'renewal' && of.service.acts.changeAtRenewal.allowed)
  const mayCount = mayChange || (kind === 'conversion' && of.service.acts.convertQuantity.allowed)
  const combinations = of.choices.choices.length > 1
  return (
    <>
      {kind !== 'change' && <Periods {...props} />}
      {mayChange && combinations && <Combinations {...props} />}
      {mayCount && of.choices.quantity && <Quantity {...props} attribute={of.choices.quantity} />}
      {kind === 'renewal' && !mayChange && (combinations || of.choices.quantity) && (
        <p className="t12 faint">
          {texts.otherAtRenewal} {refusal(of.service.acts.changeAtRenewal)}
        </p>
      )}
      {kind === 'conversion' && !mayCount && of.choices.quantity && (
        <p className="t12 faint">{refusal(of.service.acts.convertQuantity)}</p>
      )}
      {kind === 'change' && <p className="t12 faint">{texts.onlyUp}</p>}
    </>
  )
}

function Periods({ of, choice, onChoose }: Props) {
  const texts = renewingTexts.use()
  const language = useLanguage()
  const name = useId()
  const price = findChosenPrice(of, choice)
  const prices = findSku(of, choice)?.prices ?? []
  if (!price) return null
  const counts = Array.from({ length: price.maxPeriods }, (_, at) => at + 1)
  return (
    <div className="choose__row">
      <fieldset>
        <legend>{texts.period}</legend>
        <div className="opts">
          {prices.map((one) => (
            <label key={one.priceItemId}>
              <input
                type="radio"
                name={name}
                checked={one === price}
                onChange={() => onChoose({ period: one.period, count: 1 })}
              />
              <span>
                {texts.by[one.period]}{' '}
                <span className="num dim">
                  {formatUnitAmount(one.unitPrice)}
                  {formatPer({ unit: of.choices.quantity?.unit, period: one.period }, language)}
                </span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <SelectField
        label={texts.count}
        value={String(countPeriods(price, choice))}
        onChange={(event) => onChoose({ count: Number(event.target.value) })}
      >
        {counts.map((count) => (
          <option key={count} value={count}>
            {formatTerm(count, price.period, language)}
          </option>
        ))}
      </SelectField>
    </div>
  )
}

/** The combinations of the specification, each with its price. */
function Combinations({ of, choice, onChoose }: Props) {
  const texts = renewingTexts.use()
  const language = useLanguage()
  const text = useText()
  const name = useId()
  return (
    <fieldset>
      <legend>{texts.combination}</legend>
      <div className="skus">
        {of.choices.choices.map((sku) => {
          const price = findChosenPrice(of, { ...choice, skuId: sku.skuId })
          return (
            <label key={sku.skuId}>
              <input
                type="radio"
                name={name}
                checked={sku.skuId === choice.skuId}
                onChange={() => onChoose({ skuId: sku.skuId })}
              />
              <b>{sku.attributes.map(({ value }) => text(value)).join(texts.comma)}</b>
              {price && (
                <span className="money">
                  {formatUnitAmount(price.unitPrice)}
                  <span className="per">
                    {formatPer({ unit: of.choices.quantity?.unit, period: price.period }, language)}
                  </span>
                </span>
              )}
              {sku.present && <span className="t12">{texts.present}</span>}
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

function Quantity({
  of,
  kind,
  choice,
  attribute,
  onChoose,
}: Props & { readonly attribute: NonNullable<Choosable['choices']['quantity']> }) {
  const texts = renewingTexts.use()
  const language = useLanguage()
  const text = useText()
  const id = useId()
  const { service } = of
  const min = kind === 'change' ? service.quantity : attribute.min
  const range = { quantity: { ...attribute, min } }
  const chosen = findChosenQuantity(of, choice)
  const isWrong = chosen === undefined || chosen < min
  const said = texts.range(formatCount(min), formatQuantity(attribute.max, attribute.unit, language))
  const unit = text(attribute.unit)
  return (
    <div className="field">
      <label htmlFor={id}>{text(attribute.name)}</label>
      <div className="qty">
        <button
          type="button"
          aria-label={texts.less(unit)}
          onClick={() => onChoose({ quantity: shiftQuantity(choice.quantity, -1, range) })}
        >
          <Icon name="minus" />
        </button>
        <input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          value={choice.quantity}
          aria-invalid={isWrong}
          aria-describedby={`${id}-note`}
          onChange={(event) => onChoose({ quantity: event.target.value })}
        />
        <button
          type="button"
          aria-label={texts.more(unit)}
          onClick={() => onChoose({ quantity: shiftQuantity(choice.quantity, 1, range) })}
        >
          <Icon name="plus" />
        </button>
      </div>
      <p className={isWrong ? 'error' : 'hint'} id={`${id}-note`} role={isWrong ? 'alert' : undefined}>
        {isWrong ? texts.wrongQuantity(formatCount(min), formatCount(attribute.max)) : said}
      </p>
    </div>
  )
}
