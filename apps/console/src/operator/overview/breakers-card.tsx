import { Link } from '@tanstack/react-router'
import type { Gate } from '@loggia/protocol/console'
import { formatCount, useText } from '@loggia/ui'
import { useId } from 'react'
import { useList } from '../../centre/api.ts'
import { formatCounted } from '../../centre/parts/counted.ts'
import { Card } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { GateActs, GateState } from '../gates/gate-columns.tsx'
import { overviewTexts } from './texts.ts'
import '../operator.css'

const refreshMs = 30_000
/** The others are in the list of sellers' interfaces. */
const mostShown = 4

/** The sellers whose calls are paused or are being tried again. `isKnown`: answered, or not asked. */
export function usePaused() {
  const mayAsk = useMayAsk('GET /api/operator/gates', ['reviewer', 'appeals'])
  // Those come first.
  const gates = useList(
    'GET /api/operator/gates',
    { limit: mostShown },
    { enabled: mayAsk, refetchInterval: refreshMs },
  )
  const items = (gates.items ?? []).filter(({ breaker }) => breaker !== 'closed')
  return { items, isKnown: !mayAsk || gates.items !== undefined || gates.error !== null }
}

/** Those sellers, with what waits for them and a button that tries one call now. */
export function BreakersCard({ of }: { readonly of: readonly Gate[] }) {
  const texts = overviewTexts.use().breakers
  const waiting = of.reduce((all, one) => all + one.waiting, 0)
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={<span className="t13 faint">{texts.waiting(formatCount(waiting))}</span>}
      end={
        <Link className="link t13" to="/operator/gates">
          {texts.all}
        </Link>
      }
      bare
    >
      <ul className="paused">
        {of.map((gate) => (
          <Paused key={gate.seller.id} gate={gate} />
        ))}
      </ul>
    </Card>
  )
}

function Paused({ gate }: { readonly gate: Gate }) {
  const texts = overviewTexts.use().breakers
  const text = useText()
  return (
    <li>
      <div>
        <Link to="/operator/sellers/$sellerId" params={{ sellerId: gate.seller.id }}>
          <b className="strong">{text(gate.seller.name)}</b>
        </Link>
        <GateState gate={gate} />
      </div>
      <div>
        <span className="num">{texts.calls(formatCounted(gate.waiting))}</span>
        <GateActs gate={gate} />
      </div>
    </li>
  )
}
