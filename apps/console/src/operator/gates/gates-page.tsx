import type { Breaker } from '@loggia/protocol/console'
import { useId, useRef, useState } from 'react'
import { useList } from '../../centre/api.ts'
import { Filter } from '../../centre/parts/fields.tsx'
import { ListPage } from '../../centre/parts/list-page.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { gateTexts } from './texts.ts'
import { comingTexts } from '../../centre/clock/coming-texts.ts'
import { stateTexts } from '../../centre/parts/state-texts.ts'
import { ComingList } from '../clock/coming-list.tsx'
import { useGateColumns } from './gate-columns.tsx'

const breakers: readonly Breaker[] = ['open', 'half_open', 'closed']
const refreshMs = 5_000

/** The state of the calls to each seller, and what the market does next automatically. */
export function GatesPage() {
  const texts = gateTexts.use()
  const coming = comingTexts.use()
  const words = stateTexts.use().breaker
  const [breaker, setBreaker] = useState<Breaker>()
  const gates = useList('GET /api/operator/gates', { breaker }, { refetchInterval: refreshMs })
  const comingId = useId()
  // The second list is below one of any length; shown earlier, it would jump.
  const isAnswered = useRef(false)
  isAnswered.current ||= gates.items !== undefined || gates.error !== null
  return (
    <ListPage
      area="operator"
      title={texts.title}
      lead={texts.lead}
      filters={
        <div className="filters">
          <Filter<Breaker>
            label={texts.filter.label}
            any={texts.filter.any}
            value={breaker}
            options={breakers.map((name) => [name, words[name]])}
            onChoose={setBreaker}
          />
        </div>
      }
      of={gates}
      columns={useGateColumns()}
      rowKey={(gate) => gate.seller.id}
      empty={texts.empty}
    >
      {isAnswered.current && (
        <Card
          id={comingId}
          title={coming.title}
          beside={<span className="t13 faint">{coming.note}</span>}
          bare
        >
          <ComingList />
        </Card>
      )}
    </ListPage>
  )
}
