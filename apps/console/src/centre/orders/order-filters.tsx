import { orderKinds, orderStates } from '@loggia/protocol/console/orders/kinds'
import type { OrderKind, OrderState } from '@loggia/protocol/console'
import { useRead } from '../api.ts'
import { Days, PeriodFilter } from '../calls/call-filters.tsx'
import type { Area } from '../frame.ts'
import { Filter } from '../parts/fields.tsx'
import { FindField } from '../parts/find-field.tsx'
import { stateTexts } from '../parts/state-texts.ts'
import type { OrdersSearch, OrdersSearchChange } from './orders-search.ts'
import { orderTexts } from './texts.ts'

/** The filters of a list of orders (R287); all of them are in the address. */
export function OrderFilters(props: {
  readonly area: Area
  readonly search: OrdersSearch
  onChange(change: OrdersSearchChange): void
}) {
  const { columns, anyKind, filters } = orderTexts.use()
  const words = stateTexts.use()
  const { area, search, onChange } = props
  const { text, state, kind, period, costCentreId } = search
  return (
    <div className="filters" role="group" aria-label={filters.label}>
      <FindField
        className="filters__text"
        label={filters.text[area]}
        hint={filters.text[area]}
        value={text}
        isCode={false}
        maxLength={100}
        onFind={(found) => onChange({ text: found })}
      />
      <Filter<OrderState>
        label={columns.state}
        any={filters.anyState}
        value={state}
        options={orderStates.map((name) => [name, words.order[name]])}
        onChoose={(chosen) => onChange({ state: chosen })}
      />
      <Filter<OrderKind>
        label={columns.kind}
        any={anyKind}
        value={kind}
        options={orderKinds.map((name) => [name, words.orderKind[name]])}
        onChoose={(chosen) => onChange({ kind: chosen })}
      />
      {area === 'buyer' && <CostCentreFilter value={costCentreId} onChange={onChange} />}
      <PeriodFilter period={period} onChange={onChange} />
      {period === 'custom' && <Days search={search} onChange={onChange} />}
    </div>
  )
}

/** R3a: for companies that have cost centres; archived ones have orders too. */
function CostCentreFilter(props: {
  readonly value: OrdersSearch['costCentreId']
  onChange(change: OrdersSearchChange): void
}) {
  const { filters, costCentre } = orderTexts.use()
  const centres = useRead('GET /api/buyer/buying-options', {}).data?.costCentres ?? []
  if (centres.length === 0) return null
  return (
    <Filter<string>
      label={costCentre}
      any={filters.anyCostCentre}
      value={props.value}
      options={centres.map(({ id, code, name }) => [id, `${code} ${name}`])}
      onChoose={(id) => props.onChange({ costCentreId: centres.find((one) => one.id === id)?.id })}
    />
  )
}
