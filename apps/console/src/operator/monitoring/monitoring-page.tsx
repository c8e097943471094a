import { Link, getRouteApi } from '@tanstack/react-router'
import { standings } from '@loggia/protocol/console/monitoring/kinds'
import { Button, useText } from '@loggia/ui'
import { useList } from '../../centre/api.ts'
import { monitoringTexts } from '../../centre/monitoring/texts.ts'
import { useWatchColumns } from '../../centre/monitoring/watch-columns.tsx'
import { Filter } from '../../centre/parts/fields.tsx'
import { ListPage } from '../../centre/parts/list-page.tsx'
import { Named } from '../../centre/parts/product.tsx'
import { changeSearch, isNarrowed } from '../../centre/routing/search.ts'
import { watchTexts } from './texts.ts'

const route = getRouteApi('/operator/monitoring')
const refreshMs = 30_000

/** The products of all sellers whose interfaces are checked, by where they stand. */
export function MonitoringPage() {
  const texts = watchTexts.use()
  const { standings: words } = monitoringTexts.use()
  const text = useText()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const watches = useList('GET /api/operator/monitoring', { ...search }, { refetchInterval: refreshMs })
  const onReset = () => void navigate({ search: {} })
  const columns = useWatchColumns<NonNullable<typeof watches.items>[number]>(
    'operator',
    ({ product, seller }) => (
      <Named
        name={
          <Link to="/operator/monitoring/$productId" params={{ productId: product.id }}>
            {text(product.name)}
          </Link>
        }
        below={
          <Link to="/operator/sellers/$sellerId" params={{ sellerId: seller.id }}>
            {text(seller.name)}
          </Link>
        }
      />
    ),
  )
  return (
    <ListPage
      area="operator"
      title={texts.title}
      lead={texts.lead}
      filters={
        <div className="filters">
          <Filter
            label={texts.standing}
            any={texts.anyStanding}
            value={search.standing}
            options={standings.map((name) => [name, words[name]])}
            onChoose={(standing) => void navigate({ search: changeSearch(search, { standing }) })}
          />
          {search.sellerId !== undefined && <Button onClick={onReset}>{texts.allSellers}</Button>}
        </div>
      }
      of={watches}
      columns={columns}
      rowKey={({ product }) => product.id}
      empty={texts.empty}
      narrowed={isNarrowed(search) && { ...texts.filtered, onReset }}
    />
  )
}
