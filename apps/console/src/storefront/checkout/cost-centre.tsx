import { defineTexts } from '@loggia/ui'
import { useId } from 'react'
import type { Checkout } from './use-checkout.ts'

const costCentreTexts = defineTexts(
  { label: '成本中心', none: '不指定' },
  { label: 'Cost centre', none: 'None' },
)

/** R3a: what the purchase is booked to, if the company has cost centres. */
export function CostCentre({ checkout }: { readonly checkout: Checkout }) {
  const texts = costCentreTexts.use()
  const id = useId()
  const { costCentres, own } = checkout.page.own?.options ?? { costCentres: [] }
  if (costCentres.length === 0) return null
  return (
    <div className="field">
      <label htmlFor={id}>{texts.label}</label>
      <select
        id={id}
        className="select"
        value={checkout.costCentreId ?? ''}
        onChange={(event) => checkout.chooseCostCentre(event.target.value)}
      >
        {own === undefined && <option value="">{texts.none}</option>}
        {costCentres.map((centre) => (
          <option key={centre.id} value={centre.id}>
            {centre.code} {centre.name}
          </option>
        ))}
      </select>
    </div>
  )
}
