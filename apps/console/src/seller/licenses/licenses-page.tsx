import { licenseStates, licenseWays } from '@loggia/protocol/console/licenses/kinds'
import type { LicenseRow, LicenseState as State_, LicenseWay } from '@loggia/protocol/console'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { Time, useText } from '@loggia/ui'
import { useList } from '../../centre/api.ts'
import { LicenseState } from '../../centre/licenses/license-state.tsx'
import { licenseTexts } from '../../centre/licenses/texts.ts'
import { CsvLink } from '../../centre/parts/csv-link.tsx'
import { Filter } from '../../centre/parts/fields.tsx'
import { FindField } from '../../centre/parts/find-field.tsx'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Named } from '../../centre/parts/product.tsx'
import { changeSearch, isNarrowed } from '../../centre/routing/search.ts'
import type { SearchChange } from '../../centre/routing/search.ts'
import { licenseListTexts } from './texts.ts'

const route = getRouteApi('/seller/licenses')

/** What the seller has sold as licenses: found by order, product or whole code, and by way and state. */
export function LicensesPage() {
  const texts = licenseListTexts.use()
  const { ways } = licenseTexts.use()
  const search = route.useSearch()
  const { q, way, state } = search
  const navigate = useNavigate()
  const licenses = useList('GET /api/seller/licenses', { q, way, state })
  const narrow = (to: SearchChange<typeof search>) =>
    void navigate({ to: '/seller/licenses', search: changeSearch(search, to) })
  return (
    <ListPage
      area="seller"
      title={texts.title}
      lead={texts.lead}
      actions={<CsvLink of="GET /api/seller/licenses.csv" query={{ q, way, state }} />}
      filters={
        <div className="filters">
          <FindField
            label={texts.find}
            hint={texts.find}
            isCode={false}
            maxLength={100}
            className="filters__text"
            value={q}
            onFind={(found) => narrow({ q: found })}
          />
          <Filter<LicenseWay>
            label={texts.way}
            any={texts.anyWay}
            value={way}
            options={licenseWays.map((name) => [name, ways[name]])}
            onChoose={(chosen) => narrow({ way: chosen })}
          />
          <Filter<State_>
            label={texts.state}
            any={texts.anyState}
            value={state}
            options={licenseStates.map((name) => [name, texts.states[name]])}
            onChoose={(chosen) => narrow({ state: chosen })}
          />
        </div>
      }
      of={licenses}
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={texts.empty}
      narrowed={
        isNarrowed(search) && {
          ...texts.filtered,
          onReset: () => void navigate({ to: '/seller/licenses', search: {} }),
        }
      }
    />
  )
}

function useColumns(): readonly Column<LicenseRow>[] {
  const { columns } = licenseListTexts.use()
  const { ways } = licenseTexts.use()
  const text = useText()
  return [
    {
      key: 'what',
      title: columns.what,
      head: true,
      render: ({ product, order }) => (
        <Named
          name={
            <Link to="/seller/orders/$orderId" params={{ orderId: order.id }}>
              {text(product.name)}
            </Link>
          }
          below={<span className="mono">{order.number}</span>}
        />
      ),
    },
    { key: 'state', title: columns.state, phone: 'beside', render: (of) => <LicenseState of={of} /> },
    { key: 'way', title: columns.way, phone: 'below', render: ({ way }) => ways[way] },
    {
      key: 'code',
      title: columns.code,
      phone: 'none',
      render: ({ masked }) =>
        masked === undefined ? <span className="faint">–</span> : <span className="mono">{masked}</span>,
    },
    { key: 'buyer', title: columns.buyer, phone: 'none', render: ({ buyer }) => text(buyer) },
    { key: 'checked', title: columns.checked, phone: 'none', render: ({ checkedAt }) => toTime(checkedAt) },
    {
      key: 'issued',
      title: columns.issued,
      end: true,
      phone: 'end',
      render: ({ issuedAt }) => toTime(issuedAt),
    },
  ]
}

const toTime = (at: string | undefined) =>
  at === undefined ? <span className="faint">–</span> : <Time at={at} />
