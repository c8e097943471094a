import type { AuditEntry, Coming, MoveEnd } from '@loggia/protocol/console'
import { Time } from '@loggia/ui'
import { useId } from 'react'
import { useList } from '../../centre/api.ts'
import { ClockHead, MoveCard } from '../../centre/clock/clock-cards.tsx'
import { DoneText } from '../../centre/clock/move-text.tsx'
import { useClock, useMoves } from '../../centre/clock/use-clock.ts'
import { Card } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { clockTexts } from '../../centre/clock/texts.ts'
import { ComingList, useComing } from './coming-list.tsx'

/** The market's time: its present value, moves, what comes next, and past moves. */
export function ClockPage() {
  const mayRead = useMayAsk('GET /api/operator/history', 'main')
  const clock = useClock()
  const coming = useComing()
  return (
    <ClockHead area="operator">
      <MoveCard />
      {/* What is above grows when it is known; until then nothing is shown below it, because it would move. */}
      {clock && <ComingCard />}
      {clock && coming.isFetched && mayRead && <MovesCard />}
    </ClockHead>
  )
}

function ComingCard() {
  const texts = clockTexts.use()
  const clock = useClock()
  const { move } = useMoves()
  const mayGo = clock?.mayMove === true && clock.moving === undefined
  const goHere = (item: Coming) => (
    <button
      className="link"
      type="button"
      disabled={!mayGo}
      aria-label={texts.goHereOf(item.at)}
      onClick={() => move({ kind: 'to', at: item.at })}
    >
      {texts.goHere}
    </button>
  )
  return (
    <Card id={useId()} title={texts.coming} bare>
      <ComingList act={clock?.mayMove ? goHere : undefined} />
    </Card>
  )
}

function MovesCard() {
  const texts = clockTexts.use().moves
  const { items } = useList('GET /api/operator/history', { kind: 'clock.moved', limit: 10 })
  return (
    <Card id={useId()} title={texts.title} bare>
      {items?.length ? <MovesTable items={items} /> : <p className="card__body t13 faint">{texts.empty}</p>}
    </Card>
  )
}

function MovesTable({ items }: { readonly items: readonly AuditEntry[] }) {
  const { moves, ends } = clockTexts.use()
  return (
    <div className="scroll-x">
      <table className="table rows">
        <thead>
          <tr>
            {(['from', 'reached', 'who', 'end', 'done'] as const).map((key) => (
              <th key={key} scope="col">
                {moves[key]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => {
            const said = readMove(entry)
            return (
              <tr key={entry.sequence}>
                <td data-label={moves.from}>
                  <Time at={said.from} />
                </td>
                <td data-label={moves.reached}>
                  <Time at={said.reached} />
                </td>
                <td data-label={moves.who}>{entry.actor.name ?? '–'}</td>
                <td data-label={moves.end}>{ends[said.end]}</td>
                <td data-label={moves.done}>
                  <DoneText of={said} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

type Said = {
  readonly from: string
  readonly reached: string
  readonly end: MoveEnd
  readonly instants: number
  readonly wakeups: number
  readonly calls: number
}
/** The move as it was recorded. */
const readMove = ({ data }: AuditEntry): Said => data as unknown as Said
