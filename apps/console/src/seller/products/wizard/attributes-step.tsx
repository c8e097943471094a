import { pricingModels } from '@loggia/protocol/console/catalog/kinds'
import { Button, Icon, formatCount } from '@loggia/ui'
import { Card } from '../../../centre/parts/page.tsx'
import { priceRightTexts } from './price-right-texts.ts'
import { attributesTexts } from './attributes-texts.ts'
import { noText } from '@loggia/protocol/console/catalog/draft/form'
import type { Form, FormAttribute, FormQuantity } from '@loggia/protocol/console/catalog/draft/form'
import {
  addAttribute,
  addValue,
  changeAttribute,
  countCombinations,
  mostAttributes,
  mostValues,
  removeAttribute,
  removeValue,
} from '@loggia/protocol/console/catalog/draft/grid'
import { BothInputs, GroupError, Input, Tick } from './inputs.tsx'
import { useWizard } from './wizard-state.ts'

/**
 * The attributes that a buyer chooses in addition to the specification (R20–R23); they cannot be changed once the
 * product is listed (R21).
 */
export function AttributesStep() {
  const texts = attributesTexts.use()
  const right = priceRightTexts.use()
  const { isListed, mayPrice } = useWizard()
  return (
    <>
      {(isListed || !mayPrice) && (
        <div className="note">
          <Icon name="lock" />
          <p>{isListed ? texts.locked : right.lockedByPrices}</p>
        </div>
      )}
      <Quantity />
      <Options />
    </>
  )
}

const newQuantity: FormQuantity = { name: noText, unit: noText, min: '1', max: '1000', pricing: 'linear' }

function Quantity() {
  const texts = attributesTexts.use()
  const { form, change, isListed, mayPrice } = useWizard()
  const { quantity } = form
  const toggle = (isOn: boolean) =>
    change(({ quantity: _before, ...now }): Form => (isOn ? { ...now, quantity: newQuantity } : now))
  return (
    <Card
      id="wizard-quantity"
      title={texts.quantityTitle}
      beside={<span className="faint t13">{texts.quantityNote}</span>}
    >
      <div className="stack stack--wide">
        <Tick
          label={texts.hasQuantity}
          checked={quantity !== undefined}
          disabled={isListed || !mayPrice}
          onChange={toggle}
        />
        <GroupError field="quantity" />
        {quantity && <QuantityFields quantity={quantity} />}
      </div>
    </Card>
  )
}

function QuantityFields({ quantity }: { readonly quantity: FormQuantity }) {
  const texts = attributesTexts.use()
  const { change, isListed, mayPrice } = useWizard()
  const set = (to: Partial<FormQuantity>) => change((now) => ({ ...now, quantity: { ...quantity, ...to } }))
  const range = { className: 'num' }
  return (
    <>
      <div className="form2">
        <BothInputs
          field="quantity.name"
          label={texts.name}
          disabled={isListed}
          value={quantity.name}
          onChange={(name) => set({ name })}
        />
        <BothInputs
          field="quantity.unit"
          label={texts.unit}
          hint={texts.unitHint}
          disabled={isListed}
          value={quantity.unit}
          onChange={(unit) => set({ unit })}
        />
        <Input
          {...range}
          field="quantity.range"
          label={texts.min}
          value={quantity.min}
          onChange={(min) => set({ min })}
        />
        <Input
          {...range}
          field="quantity.range"
          label={texts.max}
          value={quantity.max}
          onChange={(max) => set({ max })}
        />
      </div>
      <fieldset className="plain" disabled={isListed || !mayPrice}>
        <legend className="label">{texts.pricing}</legend>
        <div className="choices">
          {pricingModels.map((model) => (
            <label key={model} className="check t13">
              <input
                type="radio"
                name="pricing"
                checked={quantity.pricing === model}
                onChange={() => set({ pricing: model })}
              />
              <span>
                {texts.models[model]} <span className="faint">{texts.modelHints[model]}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  )
}

function Options() {
  const texts = attributesTexts.use()
  const { form, change, isListed, mayPrice } = useWizard()
  const { attributes } = form
  return (
    <Card
      id="wizard-options"
      title={texts.optionsTitle}
      beside={<span className="faint t13">{texts.optionsNote}</span>}
    >
      <div className="stack stack--wide">
        {attributes.length === 0 && <p className="t13 dim">{texts.none}</p>}
        {attributes.map((attribute, at) => (
          <Option key={attribute.key} attribute={attribute} at={at} />
        ))}
        <div className="row row--wrap">
          {!isListed && mayPrice && attributes.length < mostAttributes && (
            <Button onClick={() => change(addAttribute)}>{texts.add}</Button>
          )}
          {attributes.length > 0 && (
            <span className="t13 dim" role="status">
              {texts.combinations(formatCount(countCombinations(attributes)))}
            </span>
          )}
        </div>
        <GroupError field="attributes" />
      </div>
    </Card>
  )
}

function Option({ attribute, at }: { readonly attribute: FormAttribute; readonly at: number }) {
  const texts = attributesTexts.use()
  const { change, isListed, mayPrice } = useWizard()
  const { key, values } = attribute
  const isOpen = !isListed && mayPrice
  return (
    <fieldset className="plain option">
      <legend className="label">{texts.attribute(at + 1)}</legend>
      <div className="form2">
        <BothInputs
          field={`attributes.${at}.0`}
          label={texts.name}
          disabled={isListed}
          value={attribute.name}
          onChange={(name) => change((now) => changeAttribute(now, key, { name }))}
        />
      </div>
      {values.map((value, i) => (
        <div className="form2 form2--act" key={value.key}>
          <BothInputs
            field={`attributes.${at}.${i + 1}`}
            label={texts.value(i + 1)}
            disabled={isListed}
            value={value}
            onChange={(to) =>
              change((now) =>
                changeAttribute(now, key, {
                  values: values.map((one) => (one.key === value.key ? { ...one, ...to } : one)),
                }),
              )
            }
          />
          {isOpen && values.length > 1 && (
            <button
              type="button"
              className="copy"
              aria-label={texts.removeValue(i + 1)}
              onClick={() => change((now) => removeValue(now, key, value.key))}
            >
              <Icon name="trash" />
            </button>
          )}
        </div>
      ))}
      {isOpen && (
        <div className="row row--wrap">
          {values.length < mostValues && (
            <Button size="small" onClick={() => change((now) => addValue(now, key))}>
              {texts.addValue}
            </Button>
          )}
          <Button
            size="small"
            aria-label={texts.removeOf(at + 1)}
            onClick={() => change((now) => removeAttribute(now, key))}
          >
            {texts.remove}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
