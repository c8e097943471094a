import { formatReference } from '@loggia/kernel'
import { topUpRequestStates } from '@loggia/protocol/console/ledger/kinds'
import type { TopUpRequest } from '@loggia/protocol/console'
import { Money, Time } from '@loggia/ui'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { useList } from '../../centre/api.ts'
import { TopUpState, topUpStateTexts } from '../../centre/balance/top-up-state.tsx'
import { Filter } from '../../centre/parts/fields.tsx'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { useMayOpen } from '../../centre/rights/rights.ts'
import { changeSearch, isNarrowed } from '../../centre/routing/search.ts'
import { topUpTexts } from './texts.ts'

const route = getRouteApi('/buyer/top-ups')

/** The buyer's requests for top-ups. */
export function TopUpsPage() {
  const texts = topUpTexts.use()
  const states = topUpStateTexts.use()
  const search = route.useSearch()
  const navigate = useNavigate()
  const requests = useList('GET /api/buyer/top-up-requests', { ...search })
  const mayOpen = useMayOpen()
  return (
    <ListPage
      area="buyer"
      narrow
      title={texts.title}
      lead={texts.lead}
      actions={
        mayOpen('/buyer/top-ups/new') ? (
          <Link className="btn btn--primary" to="/buyer/top-ups/new">
            {texts.ask}
          </Link>
        ) : (
          <span className="why">{texts.askRight}</span>
        )
      }
      filters={
        <div className="filters">
          <Filter
            label={texts.state}
            any={texts.any}
            value={search.state}
            options={topUpRequestStates.map((name) => [name, states[name]])}
            onChoose={(state) =>
              void navigate({ to: '/buyer/top-ups', search: changeSearch(search, { state }) })
            }
          />
        </div>
      }
      of={requests}
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={texts.empty}
      narrowed={
        isNarrowed(search) && {
          ...texts.filtered,
          onReset: () => void navigate({ to: '/buyer/top-ups', search: {} }),
        }
      }
    />
  )
}

function useColumns(): readonly Column<TopUpRequest>[] {
  const { columns } = topUpTexts.use()
  return [
    {
      key: 'reference',
      title: columns.reference,
      head: true,
      render: ({ id, reference }) => (
        <Link className="mono nowrap" to="/buyer/top-ups/$requestId" params={{ requestId: id }}>
          {formatReference(reference)}
        </Link>
      ),
    },
    { key: 'state', title: columns.state, phone: 'below', render: ({ state }) => <TopUpState of={state} /> },
    {
      key: 'amount',
      title: columns.amount,
      end: true,
      phone: 'beside',
      render: ({ amount, credited }) => <Money of={credited ?? amount} />,
    },
    { key: 'asked', title: columns.asked, phone: 'end', render: ({ askedAt }) => <Time at={askedAt} /> },
    {
      key: 'ended',
      title: columns.ended,
      phone: 'none',
      render: ({ endedAt }) =>
        endedAt === undefined ? <span className="faint">–</span> : <Time at={endedAt} />,
    },
  ]
}
