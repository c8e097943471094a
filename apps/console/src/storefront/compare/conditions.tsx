import type { ComparedProduct } from '@loggia/protocol/console'
import { Icon, formatCount, formatTerm, useLanguage } from '@loggia/ui'
import { useId, useState } from 'react'
import { parseQuantity, shiftQuantity } from '../buying/selection.ts'
import { findRange, listMonths } from './match.ts'
import type { Condition } from './match.ts'
import type { Column } from './rows.ts'
import { useGroups } from './use-groups.ts'
import { compareTexts } from './texts.ts'

type Shown = {
  readonly products: readonly ComparedProduct[]
  readonly columns: readonly Column[]
  readonly condition: Condition
  readonly choose: (change: Partial<Condition>) => void
}

/** For what all products are priced. Without scripts it is a form, whose address the server reads. */
export function Conditions({ products, columns, condition, choose }: Shown) {
  const texts = compareTexts.use()
  const range = findRange(products)
  return (
    <form
      className="vs__cond"
      action="/compare"
      aria-label={texts.conditions}
      onSubmit={(event) => event.preventDefault()}
    >
      <input type="hidden" name="ids" value={products.map(({ id }) => id).join(',')} />
      {range && (
        <QuantityField
          range={range}
          quantity={condition.quantity}
          choose={(quantity) => choose({ quantity })}
        />
      )}
      <MonthsField
        offered={listMonths(products)}
        chosen={condition.months}
        choose={(months) => choose({ months })}
      />
      <noscript>
        <button type="submit" className="btn btn--sm">
          {texts.calculate}
        </button>
      </noscript>
      <span className="grow" />
      <Counts columns={columns} />
      {products.length > 1 && (
        <label className="switch" htmlFor="only">
          <input type="checkbox" id="only" />
          {texts.differingOnly}
        </label>
      )}
    </form>
  )
}

function Counts({ columns }: Pick<Shown, 'columns'>) {
  const texts = compareTexts.use()
  const rows = useGroups(columns).flatMap((group) => group.rows)
  const differing = rows.filter(({ differs }) => differs)
  return (
    <output className="t13 dim num vs__key">
      {texts.counts(formatCount(rows.length), formatCount(differing.length))}
    </output>
  )
}

type QuantityProps = {
  readonly range: { readonly min: number; readonly max: number }
  readonly quantity: number
  readonly choose: (quantity: number) => void
}

function QuantityField({ range, quantity, choose }: QuantityProps) {
  const texts = compareTexts.use()
  const id = useId()
  const [typed, setTyped] = useState(String(quantity))
  const nothing = { zh: '', en: '' }
  const attribute = { quantity: { ...range, name: nothing, unit: nothing } }
  const isWrong = parseQuantity(typed, attribute) === undefined
  const type = (text: string) => {
    setTyped(text)
    const value = parseQuantity(text, attribute)
    if (value !== undefined) choose(value)
  }
  return (
    <div className="vs__qty">
      <label className="label" htmlFor={id}>
        {texts.quantity}
      </label>
      <div className="qty">
        <button
          type="button"
          aria-label={texts.less}
          onClick={() => type(shiftQuantity(typed, -1, attribute))}
        >
          <Icon name="minus" />
        </button>
        <input
          id={id}
          name="quantity"
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? `${id}-error` : undefined}
          onChange={(event) => type(event.target.value)}
        />
        <button
          type="button"
          aria-label={texts.more}
          onClick={() => type(shiftQuantity(typed, 1, attribute))}
        >
          <Icon name="plus" />
        </button>
      </div>
      {isWrong && (
        <p className="error" id={`${id}-error`} role="alert">
          {texts.wrongQuantity(formatCount(range.min), formatCount(range.max))}
        </p>
      )}
    </div>
  )
}

type MonthsProps = {
  readonly offered: readonly number[]
  readonly chosen: number
  readonly choose: (months: number) => void
}

function MonthsField({ offered, chosen, choose }: MonthsProps) {
  const texts = compareTexts.use()
  const language = useLanguage()
  const nameOf = (months: number): string => {
    if (months === 0) return texts.once
    return months % 12 === 0
      ? formatTerm(months / 12, 'year', language)
      : formatTerm(months, 'month', language)
  }
  if (offered.length === 0) return null
  return (
    <fieldset className="vs__term">
      <legend className="label">{texts.term}</legend>
      <div className="seg vs__terms">
        {offered.map((months) => (
          <label key={months}>
            <input
              type="radio"
              name="months"
              value={months}
              checked={months === chosen}
              onChange={() => choose(months)}
            />
            {nameOf(months)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
