import { Link } from '@tanstack/react-router'
import type { Watch } from '@loggia/protocol/console'
import { Icon, useText } from '@loggia/ui'
import { useList } from '../../centre/api.ts'
import { Coming } from '../../centre/monitoring/coming.tsx'
import { monitoringTexts } from '../../centre/monitoring/texts.ts'
import { useMayAsk } from '../../centre/rights/rights.ts'
import './overview.css'

const key = 'GET /api/seller/monitoring'
const refreshMs = 30_000
const mostProducts = 100
/** Standings that cost sales, or soon will. */
const urgent: readonly string[] = ['warned', 'frozen', 'delisted']

/** One line for each product whose interface keeps failing: where it stands, and what comes next. */
export function InterfaceAlarms() {
  const { card } = monitoringTexts.use()
  const mayRead = useMayAsk(key, 'calls:read')
  const { items = [] } = useList(
    key,
    { limit: mostProducts },
    { enabled: mayRead, refetchInterval: refreshMs },
  )
  const shown = items.filter(({ standing }) => urgent.includes(standing))
  if (shown.length === 0) return null
  return (
    <section className="alarms" aria-label={card.title}>
      {shown.map((watch) => (
        <Alarm key={watch.product.id} of={watch} />
      ))}
    </section>
  )
}

function Alarm({ of }: { readonly of: Watch }) {
  const { standings, means, card } = monitoringTexts.use()
  const text = useText()
  const isWarned = of.standing === 'warned'
  return (
    <div className={isWarned ? 'note note--warn alarm' : 'note note--bad alarm'}>
      <Icon name={isWarned ? 'alert' : 'pause'} />
      <div className="grow">
        <p>
          <b className="strong">{text(of.product.name)}</b> {standings[of.standing]}
        </p>
        <p>{means[of.standing]}</p>
        {isWarned && <Coming of={of} />}
      </div>
      <Link className="btn btn--sm" to="/seller/products/$productId" params={{ productId: of.product.id }}>
        {card.see}
      </Link>
    </div>
  )
}
