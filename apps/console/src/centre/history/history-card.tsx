import type { Order, SellerOrder } from '@loggia/protocol/console'
import { Segmented, Timeline, useLanguage, useZone } from '@loggia/ui'
import { useId, useMemo, useState } from 'react'
import type { Area } from '../frame.ts'
import { historyTexts } from './texts.ts'
import { listComing } from './coming.ts'
import { describeRow } from './describe.tsx'
import { readOrderFact } from '../facts/of-orders.ts'
import { foldCalls } from './fold.ts'

const scopes = ['all', 'states', 'calls'] as const
type Scope = (typeof scopes)[number]

/** The time line of an order for the buyer, the seller or an operator. */
export function HistoryCard(props: {
  readonly area: Area
  readonly order: Order | SellerOrder
  /** Whether new entries arrive by a stream; otherwise the order is polled. */
  readonly isLive: boolean
}) {
  const texts = historyTexts.use()
  const id = useId()
  const [scope, setScope] = useState<Scope>('all')
  const { entries, coming } = useEntries(props.area, props.order, scope)
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card__head">
        <h2 id={id}>{texts.title}</h2>
        {isOpen(props.order) && (
          <span className={props.isLive ? 'livenote' : 'livenote livenote--paused'}>
            {props.isLive ? texts.live : texts.paused}
          </span>
        )}
        <span className="grow" />
        <Segmented
          label={texts.scopes.label}
          value={scope}
          onChange={setScope}
          options={scopes.map((value) => ({ value, label: texts.scopes[value] }))}
        />
      </div>
      <div className="card__body" aria-live="polite">
        <Timeline entries={entries} coming={coming} label={texts.label} />
      </div>
    </section>
  )
}

/** Whether something may still happen to the order automatically. */
export const isOpen = ({ state }: Pick<Order, 'state'>): boolean =>
  state === 'processing' || state === 'pending_payment'

function useEntries(area: Area, order: Order | SellerOrder, scope: Scope) {
  const texts = historyTexts.use()
  const language = useLanguage()
  const zone = useZone()
  return useMemo(() => {
    const facts = order.history.map(readOrderFact).toSorted((a, b) => a.sequence - b.sequence)
    const rows = foldCalls(facts).filter(
      (row) => scope === 'all' || (row.kind === 'calls') === (scope === 'calls'),
    )
    return {
      entries: rows.map((row) => describeRow(row, { area, language, zone })),
      coming: listComing(order, facts).map(({ kind, at }) => {
        const said: { title: string; text?: string } = texts.coming[kind]
        return { key: kind, at, title: said.title, body: said.text && <p>{said.text}</p> }
      }),
    }
  }, [area, order, scope, texts, language, zone])
}
