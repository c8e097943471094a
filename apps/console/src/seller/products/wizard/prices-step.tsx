import { Button, Icon, useText, findChoiceAfter } from '@loggia/ui'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { SelectField } from '../../../centre/parts/fields.tsx'
import { priceRightTexts } from './price-right-texts.ts'
import { pricesTexts } from './prices-texts.ts'
import { wizardTexts } from './texts.ts'
import { lengths } from '@loggia/protocol/console/catalog/draft/check'
import { isBlank, noText, withKeys } from '@loggia/protocol/console/catalog/draft/form'
import type { Currency, Form, FormSpecification } from '@loggia/protocol/console/catalog/draft/form'
import {
  addSpecification,
  changeSpecification,
  mostSpecifications,
} from '@loggia/protocol/console/catalog/draft/grid'
import { BandTable } from './band-table.tsx'
import { BothInputs, GroupError, Tick } from './inputs.tsx'
import { PriceTable, Terms } from './price-table.tsx'
import { useWizard } from './wizard-state.ts'

const mostFeatures = 20

/** One tab for each specification: its name, features and prices. The one with `field` is open first. */
export function PricesStep({ field }: { readonly field: string | undefined }) {
  const { form, shown } = useWizard()
  const keys = form.specifications.map(({ key }) => key)
  const [chosen, setChosen] = useState(keys[Number(/^specifications\.(\d+)/.exec(field ?? '')?.[1] ?? -1)])
  const wrong = form.specifications.findIndex((_, at) => shown(`specifications.${at}.prices`) !== undefined)
  const key = chosen !== undefined && keys.includes(chosen) ? chosen : (keys[Math.max(wrong, 0)] ?? '')
  const at = keys.indexOf(key)
  const specification = form.specifications[at]
  return (
    <section className="card" aria-labelledby="wizard-specifications">
      <Tabs chosen={key} onChoose={setChosen} />
      {specification && (
        <div role="tabpanel" id={`spec-${key}`} aria-labelledby={`tab-${key}`}>
          <Naming specification={specification} at={at} />
          <hr className="sep" />
          <Pricing specification={specification} at={at} />
        </div>
      )}
    </section>
  )
}

function Tabs({ chosen, onChoose }: { readonly chosen: string; readonly onChoose: (key: string) => void }) {
  const texts = pricesTexts.use()
  const text = useText()
  const { form, change, mayPrice } = useWizard()
  const { specifications } = form
  const onKey = (event: KeyboardEvent) => {
    const at = specifications.findIndex(({ key }) => key === chosen)
    const next = specifications[findChoiceAfter(event, at, specifications.length) ?? -1]
    if (!next) return
    event.preventDefault()
    onChoose(next.key)
    document.getElementById(`tab-${next.key}`)?.focus()
  }
  const add = () => {
    const next = addSpecification(form)
    change(() => next)
    onChoose(next.specifications.at(-1)?.key ?? '')
  }
  return (
    <div className="spectabs-bar">
      <h2 id="wizard-specifications" className="sr">
        {texts.title}
      </h2>
      <div className="spectabs" role="tablist" aria-label={texts.tabs}>
        {specifications.map(({ key, name }, at) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`tab-${key}`}
            aria-selected={key === chosen}
            aria-controls={key === chosen ? `spec-${key}` : undefined}
            tabIndex={key === chosen ? 0 : -1}
            onKeyDown={onKey}
            onClick={() => onChoose(key)}
          >
            {isBlank(name) ? texts.tab(at + 1) : text(name)}
          </button>
        ))}
      </div>
      {specifications.length < mostSpecifications && (
        <Button size="small" disabled={!mayPrice} onClick={add}>
          {texts.add}
        </Button>
      )}
    </div>
  )
}

type OfSpecification = { readonly specification: FormSpecification; readonly at: number }

function useChangeOf({ specification }: Pick<OfSpecification, 'specification'>) {
  const { change } = useWizard()
  return (to: (one: FormSpecification) => FormSpecification) =>
    change((now) => changeSpecification(now, specification.key, to))
}

function Naming({ specification, at }: OfSpecification) {
  const texts = pricesTexts.use()
  const right = priceRightTexts.use()
  const { form, change, isListed, mayPrice } = useWizard()
  const set = useChangeOf({ specification })
  const isFixed = isListed && specification.id !== undefined
  const remove = () =>
    change((now) => ({
      ...now,
      specifications: now.specifications.filter(({ key }) => key !== specification.key),
    }))
  return (
    <div className="card__body stack stack--wide">
      <p className="hint">{texts.plans}</p>
      <div className="form2">
        <BothInputs
          field={`specifications.${at}.name`}
          label={texts.name}
          hint={texts.nameHint}
          most={lengths.specification}
          value={specification.name}
          onChange={(name) => set((one) => ({ ...one, name }))}
        />
      </div>
      <Features specification={specification} at={at} />
      <Tick
        label={texts.hidden}
        checked={specification.hidden}
        onChange={(hidden) => set((one) => ({ ...one, hidden }))}
      />
      {form.specifications.length > 1 && (
        <div className="row row--wrap">
          <Button size="small" disabled={isFixed || !mayPrice} onClick={remove}>
            {texts.remove}
          </Button>
          {isFixed && <span className="t12 faint">{texts.lockedRemove}</span>}
          {!isFixed && !mayPrice && <span className="t12 faint">{right.lockedNoRight}</span>}
        </div>
      )}
    </div>
  )
}

function Features({ specification, at }: OfSpecification) {
  const all = wizardTexts.use()
  const texts = pricesTexts.use()
  const { change } = useWizard()
  const set = useChangeOf({ specification })
  const { features, key } = specification
  const add = () =>
    change((given): Form => {
      const { form, keys } = withKeys(given, 1)
      const feature = { ...noText, key: keys[0] ?? '' }
      return changeSpecification(form, key, (one) => ({ ...one, features: [...one.features, feature] }))
    })
  return (
    <div className="stack">
      <span className="label">
        {texts.features} <span className="faint t12">{all.optional}</span>
      </span>
      {features.map((feature, i) => (
        <div className="form2 form2--act" key={feature.key}>
          <BothInputs
            field={`specifications.${at}.features.${i}`}
            label={texts.feature(i + 1)}
            value={feature}
            onChange={(to) =>
              set((one) => ({
                ...one,
                features: one.features.map((known) =>
                  known.key === feature.key ? { ...known, ...to } : known,
                ),
              }))
            }
          />
          <button
            type="button"
            className="copy"
            aria-label={texts.removeFeature(i + 1)}
            onClick={() =>
              set((one) => ({ ...one, features: one.features.filter((known) => known.key !== feature.key) }))
            }
          >
            <Icon name="trash" />
          </button>
        </div>
      ))}
      {features.length < mostFeatures && (
        <div className="row">
          <Button size="small" onClick={add}>
            {texts.addFeature}
          </Button>
        </div>
      )}
    </div>
  )
}

function Pricing({ specification, at }: OfSpecification) {
  const set = useChangeOf({ specification })
  const { isBanded, mayPrice } = useWizard()
  const props = { specification, at, set }
  return (
    <div className="card__body">
      {!mayPrice && <PricesLocked />}
      <fieldset className="plain stack stack--wide" disabled={!mayPrice}>
        <div className="form2">
          <Terms {...props} />
          <CurrencyField />
        </div>
        {isBanded && <BandTable {...props} />}
        <PriceTable {...props} />
        <GroupError field={`specifications.${at}.prices`} />
      </fieldset>
    </div>
  )
}

function PricesLocked() {
  const texts = priceRightTexts.use()
  return (
    <div className="note">
      <Icon name="lock" />
      <p>{texts.locked}</p>
    </div>
  )
}

function CurrencyField() {
  const texts = pricesTexts.use()
  const { form, change, isListed } = useWizard()
  const set = (currency: Currency) => change((now) => ({ ...now, currency }))
  return (
    <SelectField
      label={texts.currency}
      hint={isListed ? texts.currencyLocked : texts.currencyHint}
      disabled={isListed}
      value={form.currency}
      onChange={(event) => set(event.target.value === 'USD' ? 'USD' : 'CNY')}
    >
      <option value="CNY">{texts.currencies.CNY}</option>
      <option value="USD">{texts.currencies.USD}</option>
    </SelectField>
  )
}
