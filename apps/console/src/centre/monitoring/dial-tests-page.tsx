import { useNavigate, useSearch } from '@tanstack/react-router'
import type { DialTest, OperatorDialTest } from '@loggia/protocol/console'
import { dialTestStates } from '@loggia/protocol/console/monitoring/kinds'
import { Time, useText } from '@loggia/ui'
import type { ReactNode } from 'react'
import { useList } from '../api.ts'
import type { CallArea } from '../calls/call-area.ts'
import { Filter } from '../parts/fields.tsx'
import { ListPage } from '../parts/list-page.tsx'
import type { Column } from '../parts/listing.tsx'
import { changeSearch, isNarrowed } from '../routing/search.ts'
import type { SearchChange } from '../routing/search.ts'
import { useDialTestColumns } from './dial-test-columns.tsx'
import type { DialTestsSearch } from './dial-tests-search.ts'
import { monitoringTexts } from './texts.ts'

const refreshMs = 30_000
const mostProducts = 100
const lists = { seller: 'GET /api/seller/dial-tests', operator: 'GET /api/operator/dial-tests' } as const
const watches = { seller: 'GET /api/seller/monitoring', operator: 'GET /api/operator/monitoring' } as const
type Listed = DialTest & Partial<Pick<OperatorDialTest, 'seller'>>

/** All dial tests, newest first. */
export function DialTestsPage({ area, above }: { readonly area: CallArea; readonly above?: ReactNode }) {
  const texts = monitoringTexts.use()
  const search = useSearch({ from: `/${area}/dial-tests` })
  const navigate = useNavigate()
  const go = (to: DialTestsSearch) => void navigate({ to: `/${area}/dial-tests`, search: to })
  const query = area === 'operator' ? search : { productId: search.productId, state: search.state }
  const tests = useList<(typeof lists)[CallArea]>(lists[area], query, { refetchInterval: refreshMs })
  return (
    <ListPage<Listed>
      area={area}
      title={texts.title}
      lead={texts.lead[area]}
      above={above}
      filters={
        <Filters area={area} search={search} onChange={(change) => go(changeSearch(search, change))} />
      }
      of={{ ...tests, items: tests.items as readonly Listed[] | undefined }}
      columns={useColumns(area)}
      rowKey={({ id }) => id}
      empty={texts.empty}
      narrowed={isNarrowed(search) && { ...texts.filtered, onReset: () => go({}) }}
    />
  )
}

type FiltersProps = {
  readonly area: CallArea
  readonly search: DialTestsSearch
  onChange(change: SearchChange<DialTestsSearch>): void
}

function Filters({ area, search, onChange }: FiltersProps) {
  const { filters, states } = monitoringTexts.use()
  const text = useText()
  const { sellerId } = search
  const of = area === 'operator' ? { sellerId, limit: mostProducts } : { limit: mostProducts }
  const products = useList<(typeof watches)[CallArea]>(watches[area], of).items ?? []
  return (
    <div className="filters">
      <Filter
        label={filters.product}
        any={filters.anyProduct}
        value={search.productId}
        options={products.map(({ product }) => [product.id as string, text(product.name)])}
        onChoose={(productId) => onChange({ productId })}
      />
      <Filter
        label={filters.state}
        any={filters.anyState}
        value={search.state}
        options={dialTestStates.map((name) => [name, states[name]])}
        onChoose={(state) => onChange({ state })}
      />
    </div>
  )
}

function useColumns(area: CallArea): readonly Column<Listed>[] {
  const { columns } = monitoringTexts.use()
  const text = useText()
  const { test, state, calls } = useDialTestColumns(area)
  return [
    test,
    {
      key: 'product',
      title: columns.product,
      phone: 'below',
      render: ({ product, seller }) => (
        <div className="bound">
          {text(product.name)}
          {seller && <p className="below">{text(seller.name)}</p>}
        </div>
      ),
    },
    { ...state, phone: 'end' },
    { ...calls, phone: 'none' },
    {
      key: 'started',
      title: columns.started,
      end: true,
      phone: 'none',
      render: ({ startedAt, dueAt }) => <Time at={startedAt ?? dueAt} />,
    },
  ]
}
