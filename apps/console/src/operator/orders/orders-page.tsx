import { omitUndefined } from '@loggia/kernel'
import { orderKinds, orderStates } from '@loggia/protocol/console/orders/kinds'
import type { OrderKind, OrderState } from '@loggia/protocol/console'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useZone } from '@loggia/ui'
import { Days, PeriodFilter } from '../../centre/calls/call-filters.tsx'
import { toRange } from '../../centre/calls/period.ts'
import { useNow } from '../../centre/frame.ts'
import { OrderList } from '../../centre/orders/order-list.tsx'
import { orderTexts } from '../../centre/orders/texts.ts'
import { Filter } from '../../centre/parts/fields.tsx'
import { FindField } from '../../centre/parts/find-field.tsx'
import { NoRows } from '../../centre/parts/no-rows.tsx'
import { Lead, Page } from '../../centre/parts/page.tsx'
import { stateTexts } from '../../centre/parts/state-texts.ts'
import { changeSearch, isNarrowed } from '../../centre/routing/search.ts'
import { formatOrdersCsvPath } from './orders-search.ts'
import type { AllOrdersSearch, AllOrdersSearchChange } from './orders-search.ts'
import { allOrdersTexts } from './texts.ts'
import '../operator.css'

const route = getRouteApi('/operator/orders')

/** All orders with the filters of operators (R287); the CSV has those that are listed. */
export function OrdersPage() {
  const { title, lead, empty } = orderTexts.use()
  const texts = allOrdersTexts.use()
  const search = route.useSearch()
  const query = useQueryOf(search)
  const navigate = useNavigate()
  const change = (to: AllOrdersSearchChange) =>
    void navigate({ to: '/operator/orders', search: changeSearch(search, to) })
  const narrowed = isNarrowed(search) && {
    ...texts.filtered,
    onReset: () => void navigate({ to: '/operator/orders', search: {} }),
  }
  return (
    <Page
      area="operator"
      title={title}
      lead={<Lead>{lead.operator}</Lead>}
      actions={
        <a className="btn" href={formatOrdersCsvPath(query)} title={texts.csvNote} download>
          {texts.csv}
        </a>
      }
    >
      <Filters search={search} onChange={change} />
      <OrderList
        area="operator"
        query={query}
        empty={<NoRows empty={empty.operator} narrowed={narrowed} />}
      />
    </Page>
  )
}

type Props = { readonly search: AllOrdersSearch; onChange(change: AllOrdersSearchChange): void }

function Filters({ search, onChange }: Props) {
  const texts = allOrdersTexts.use().filters
  const { columns, anyKind } = orderTexts.use()
  const words = stateTexts.use()
  const { text, state, kind, period } = search
  return (
    <div className="filters filters--wrap" role="group" aria-label={texts.label}>
      <FindField
        className="searchfield"
        label={texts.text}
        hint={texts.text}
        value={text}
        isCode={false}
        maxLength={100}
        onFind={(found) => onChange({ text: found })}
      />
      <Filter<OrderState>
        label={columns.state}
        any={texts.anyState}
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
      <PeriodFilter period={period} onChange={onChange} />
      {period === 'custom' && <Days search={search} onChange={onChange} />}
    </div>
  )
}

function useQueryOf({ period, from, to, ...rest }: AllOrdersSearch) {
  const now = useNow()
  const zone = useZone()
  return { ...rest, ...toRange(omitUndefined({ period, from, to }), { now: now(), zone }) }
}
