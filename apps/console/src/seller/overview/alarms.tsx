import { Link } from '@tanstack/react-router'
import type { CallSummary } from '@loggia/protocol/console'
import { Icon, formatAmount, formatTime, useLanguage, useText, useZone } from '@loggia/ui'
import { useList, useRead } from '../../centre/api.ts'
import { Scene } from '../../centre/calls/scene.tsx'
import { sellerOverviewTexts } from './texts.ts'
import './overview.css'

const refreshMs = 10_000
/** The others are in the list of calls. */
const mostShown = 5

/** One line for each call that failed: what it costs if nobody acts, and until when. */
export function Alarms() {
  const texts = sellerOverviewTexts.use().alarms
  const query = { result: 'open_failure', limit: mostShown }
  const { items = [], hasNextPage } = useList('GET /api/seller/calls', query, { refetchInterval: refreshMs })
  if (items.length === 0) return null
  return (
    <section className="alarms" aria-label={texts.label}>
      {items.map((call) => (
        <Alarm key={call.id} call={call} />
      ))}
      {hasNextPage && (
        <Link className="link t13" to="/seller/calls" search={{ result: 'open_failure' }}>
          {texts.all}
        </Link>
      )}
    </section>
  )
}

function Alarm({ call }: { readonly call: CallSummary }) {
  const texts = sellerOverviewTexts.use().alarms
  const text = useText()
  const cost = useCost(call)
  const verdict = call.last?.verdict
  return (
    <div className="note note--bad alarm">
      <Icon name="alert" />
      <div className="grow">
        <p>
          <b className="strong">
            <Scene activity={call.activity} /> {texts.failed} {text(call.product.name)}
          </b>{' '}
          {call.order && <span className="mono">{call.order.number}</span>}
        </p>
        <p>
          {cost} {verdict && text(verdict.sentence)}
        </p>
      </div>
      <Link className="btn btn--sm" to="/seller/calls/$callId" params={{ callId: call.id }}>
        {texts.act}
      </Link>
    </div>
  )
}

/** What is lost if the call does not succeed in time. A member who may not read orders reads of no amount. */
function useCost({ order, windowEndsAt }: CallSummary): string | undefined {
  const texts = sellerOverviewTexts.use().alarms
  const language = useLanguage()
  const zone = useZone()
  const { data } = useRead(
    'GET /api/seller/orders/:orderId',
    { params: { orderId: order?.id ?? '' } },
    { enabled: order !== undefined },
  )
  const at = (time: string): string => formatTime(time, { language, zone })
  if (order && !data) return undefined
  if (data?.kind === 'new' || data?.kind === 'change')
    return texts.refunded(at(data.openingUntil ?? windowEndsAt), formatAmount(data.total))
  return (data?.kind === 'refund' ? texts.notReleased : texts.notTold)(at(windowEndsAt))
}
