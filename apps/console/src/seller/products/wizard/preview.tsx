import type { Period } from '@loggia/protocol/console'
import { formatMoney } from '@loggia/kernel'
import {
  LanguageProvider,
  UnitPriceText,
  formatCount,
  formatQuantity,
  formatTerm,
  formatUnitAmount,
  useLanguage,
  useText,
  useZone,
} from '@loggia/ui'
import { useId, useState } from 'react'
import { ProductLogo } from '../../../centre/parts/product.tsx'
import { buyerParameterTexts } from '../../../centre/products/buyer-parameter-texts.ts'
import { previewTexts } from './preview-texts.ts'
import { useFrame } from '../../../centre/frame.ts'
import { parsePriceText, parseWhole } from '@loggia/protocol/console/catalog/draft/figures'
import { isBlank, periods } from '@loggia/protocol/console/catalog/draft/form'
import type { Form, FormSpecification } from '@loggia/protocol/console/catalog/draft/form'
import { listValues } from '@loggia/protocol/console/catalog/draft/grid'
import { mayHaveTrials } from '@loggia/protocol/console/catalog/draft/type-rules'
import { findFirstPriced, mostPeriods, computeQuote } from '@loggia/protocol/console/catalog/draft/quote'
import { useWizard } from './wizard-state.ts'

/** The product as buyers will see it, in either language, with the total that the market would charge. */
export function Preview() {
  const texts = previewTexts.use()
  const reader = useLanguage()
  const zone = useZone()
  const [language, setLanguage] = useState(reader)
  return (
    <aside className="preview" aria-label={texts.title}>
      <div className="row between">
        <h2 className="t14 strong">{texts.title}</h2>
        <div className="seg" role="group" aria-label={texts.language}>
          {(['zh-CN', 'en-US'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={language === one} onClick={() => setLanguage(one)}>
              {texts.languages[one === 'zh-CN' ? 'zh' : 'en']}
            </button>
          ))}
        </div>
      </div>
      <div lang={language}>
        <LanguageProvider language={language} zone={zone}>
          <Shown />
        </LanguageProvider>
      </div>
    </aside>
  )
}

function Shown() {
  const { form } = useWizard()
  const [key, setKey] = useState<string>()
  const specification = form.specifications.find((one) => one.key === key) ?? form.specifications[0]
  return (
    <div className="pv stack stack--wide">
      <Head form={form} />
      <Specifications form={form} chosen={specification?.key} onChoose={setKey} />
      {specification && <Calculator form={form} specification={specification} />}
      <Asked form={form} />
    </div>
  )
}

/** The purchase parameters as buyers will see them (R47a). */
function Asked({ form }: { readonly form: Form }) {
  const texts = buyerParameterTexts.use()
  const text = useText()
  const parameters = form.parameters.filter(({ label }) => !isBlank(label))
  if (parameters.length === 0) return null
  return (
    <div>
      <p className="label">{texts.preview}</p>
      <ul className="pv__asked t13">
        {parameters.map(({ key, label, required }) => (
          <li key={key}>
            {text(label)} <span className="faint">{required ? texts.required : texts.optional}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Head({ form }: { readonly form: Form }) {
  const texts = previewTexts.use()
  const text = useText()
  const { session } = useFrame()
  const name = isBlank(form.name) ? '–' : text(form.name)
  return (
    <>
      <div className="named">
        <ProductLogo of={isBlank(form.name) ? { ...form, name: { zh: '–', en: '–' } } : form} />
        <div>
          <b>{name}</b>
          {session?.seller && <span className="t12 faint">{text(session.seller.name)}</span>}
        </div>
      </div>
      <p className="t13 dim">{isBlank(form.summary) ? texts.summary : text(form.summary)}</p>
      {form.tags.length > 0 && (
        <div className="row row--wrap">
          {form.tags.map((tag) => (
            <span key={tag} className="tag">
              {tag}
            </span>
          ))}
        </div>
      )}
    </>
  )
}

function Specifications(props: {
  readonly form: Form
  readonly chosen: string | undefined
  readonly onChoose: (key: string) => void
}) {
  const texts = previewTexts.use()
  const text = useText()
  const name = useId()
  const { form } = props
  return (
    <fieldset className="plain">
      <legend className="label">{texts.specification}</legend>
      <div className="pv__specs">
        {form.specifications.map((one, at) => (
          <label key={one.key} className="pv__spec">
            <input
              type="radio"
              name={name}
              checked={one.key === props.chosen}
              onChange={() => props.onChoose(one.key)}
            />
            <span className="grow">
              <b className="strong">
                {isBlank(one.name) ? `${texts.specification} ${at + 1}` : text(one.name)}
              </b>
              {one.hidden && <span className="tag tag--ice">{texts.hidden}</span>}
              {one.features.some((feature) => !isBlank(feature)) && (
                <span className="t12 faint">
                  {one.features
                    .filter((feature) => !isBlank(feature))
                    .map(text)
                    .join(' · ')}
                </span>
              )}
            </span>
            <FromPrice form={form} specification={one} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}

type Of = { readonly form: Form; readonly specification: FormSpecification }

function FromPrice({ form, specification }: Of) {
  const texts = previewTexts.use()
  const priced = findFirstPriced(form, specification)
  const amount = priced && parsePriceText(priced.sku.amounts[priced.period]?.[0] ?? '')
  if (!priced || amount === undefined) return <span className="t12 faint">{texts.noPrice}</span>
  const { currency, quantity } = form
  return (
    <span className="t13">
      <UnitPriceText of={{ amount, currency }} unit={quantity?.unit} period={priced.period} />
    </span>
  )
}

function Calculator({ form, specification }: Of) {
  const texts = previewTexts.use()
  const chosen = useChosen({ form, specification })
  const { sku, period, quantity, periodCount } = chosen
  const least = parseWhole(form.quantity?.min ?? '') ?? 1
  const most = parseWhole(form.quantity?.max ?? '') ?? 1
  const inRange = quantity !== undefined && quantity >= least && quantity <= most
  const trial = sku && mayHaveTrials(form) ? parseWhole(sku.trials[period] ?? '') : undefined
  return (
    <>
      <Choices form={form} specification={specification} chosen={chosen} />
      {form.quantity && !inRange && (
        <p className="error">{texts.outOfRange(formatCount(least), formatCount(most))}</p>
      )}
      <div aria-live="polite">
        {sku && (inRange || !form.quantity) ? (
          <Total
            form={form}
            specification={specification}
            chosen={{ sku, period, quantity: quantity ?? 1, periodCount }}
          />
        ) : null}
      </div>
      {trial !== undefined && period !== 'one_time' && <p className="t12 dim">{texts.trial(trial)}</p>}
    </>
  )
}

type Chosen = ReturnType<typeof useChosen>

function useChosen({ form, specification }: Of) {
  const [wanted, want] = useState<{ sku?: string; period?: Period; quantity?: string; periods?: number }>({})
  const sold = periods.filter((period) => specification.periods.includes(period))
  const first = findFirstPriced(form, specification)
  const offered = specification.skus.filter((sku) => sku.offered)
  const sku = offered.find(({ values }) => values.join() === wanted.sku) ?? first?.sku ?? offered[0]
  const period = sold.find((one) => one === wanted.period) ?? first?.period ?? sold[0] ?? 'year'
  const typed = wanted.quantity ?? form.quantity?.min ?? '1'
  return {
    sku,
    period,
    sold,
    offered,
    typed,
    quantity: form.quantity ? parseWhole(typed) : 1,
    periodCount: Math.min(wanted.periods ?? 1, mostPeriods[period]),
    want: (to: typeof wanted) => want({ ...wanted, ...to }),
  }
}

function Choices({ form, chosen }: Of & { readonly chosen: Chosen }) {
  const texts = previewTexts.use()
  const text = useText()
  const language = useLanguage()
  const id = useId()
  const { sku, period, sold, offered, want } = chosen
  return (
    <div className="pv__choices">
      {form.attributes.length > 0 && (
        <label className="field" htmlFor={`${id}-sku`}>
          <span className="label">{form.attributes.map(({ name }) => text(name)).join(' · ')}</span>
          <select
            id={`${id}-sku`}
            className="select select--sm"
            value={sku?.values.join() ?? ''}
            onChange={(event) => want({ sku: event.target.value })}
          >
            {offered.map((one) => (
              <option key={one.values.join()} value={one.values.join()}>
                {listValues(form, one).map(text).join(' · ')}
              </option>
            ))}
          </select>
        </label>
      )}
      {form.quantity && (
        <label className="field" htmlFor={`${id}-quantity`}>
          <span className="label">
            {isBlank(form.quantity.name) ? texts.quantity : text(form.quantity.name)}
          </span>
          <input
            id={`${id}-quantity`}
            className="input input--sm num"
            inputMode="numeric"
            value={chosen.typed}
            onChange={(event) => want({ quantity: event.target.value })}
          />
        </label>
      )}
      <label className="field" htmlFor={`${id}-period`}>
        <span className="label">{texts.term}</span>
        <select
          id={`${id}-period`}
          className="select select--sm"
          value={`${period}-${chosen.periodCount}`}
          onChange={(event) => {
            const [name, count] = event.target.value.split('-')
            want({ period: periods.find((one) => one === name) ?? period, periods: Number(count) })
          }}
        >
          {sold.flatMap((one) =>
            Array.from({ length: mostPeriods[one] }, (_, i) => (
              <option key={`${one}-${i + 1}`} value={`${one}-${i + 1}`}>
                {formatTerm(i + 1, one, language)}
              </option>
            )),
          )}
        </select>
      </label>
    </div>
  )
}

function Total(
  props: Of & {
    readonly chosen: {
      readonly sku: NonNullable<Chosen['sku']>
      readonly period: Period
      readonly quantity: number
      readonly periodCount: number
    }
  },
) {
  const texts = previewTexts.use()
  const language = useLanguage()
  const { form, specification } = props
  const { sku, period, quantity, periodCount } = props.chosen
  const priced = computeQuote(form, { specification, sku, period }, { quantity, periods: periodCount })
  if (!priced) return <p className="t13 dim">{texts.unpriced}</p>
  const unit = form.quantity?.unit
  return (
    <dl className="lines t13">
      {priced.parts.map((part) => {
        const count =
          unit && !isBlank(unit) ? formatQuantity(part.quantity, unit, language) : formatCount(part.quantity)
        const price = formatUnitAmount({
          amount: decimalOf(part.unitPrice.amountE8),
          currency: form.currency,
        })
        const isOnce = period === 'one_time'
        return (
          <div key={part.band?.from ?? 0}>
            <dt>
              {isOnce
                ? texts.lineOnce(count, price)
                : texts.line(count, price, formatTerm(periodCount, period, language))}
              {part.band && (
                <span className="t12 faint pv__band">
                  {part.band.to === undefined
                    ? texts.lastBandLine(formatCount(part.band.from))
                    : texts.bandLine(formatCount(part.band.from), formatCount(part.band.to))}
                </span>
              )}
            </dt>
            <dd>{formatUnitAmount({ amount: decimalOf(part.amountE8), currency: form.currency })}</dd>
          </div>
        )
      })}
      <div className="sum">
        <dt>{texts.total}</dt>
        <dd>{formatMoney(priced.amount)}</dd>
      </div>
    </dl>
  )
}

/** An amount in 10⁻⁸ of the main unit as a decimal text. */
const decimalOf = (amountE8: bigint): string => {
  const digits = amountE8.toString().padStart(9, '0')
  return `${digits.slice(0, -8)}.${digits.slice(-8)}`
}
