import type { HistoryEntry, Supervision } from '@loggia/protocol/console'
import { Timeline, useLanguage, useZone } from '@loggia/ui'
import { useId } from 'react'
import { readOrderFact } from '../facts/of-orders.ts'
import type { Area } from '../frame.ts'
import { describeRow } from '../history/describe.tsx'
import { foldCalls } from '../history/fold.ts'
import { Card } from '../parts/page.tsx'
import { supervisionTexts } from './texts.ts'

/** Everything that happened to a supervised delivery. */
export function TimelineCard(props: {
  readonly area: Area
  readonly of: Supervision & { readonly timeline: readonly HistoryEntry[] }
}) {
  const texts = supervisionTexts.use().timeline
  const language = useLanguage()
  const zone = useZone()
  const { area, of } = props
  const teller = { area, language, zone, findFile: (name: string, at: string) => findFile(of, name, at) }
  const entries = foldCalls(of.timeline.map(readOrderFact)).map((row) => describeRow(row, teller))
  return (
    <Card id={useId()} title={texts.title}>
      <div aria-live="polite">
        <Timeline entries={entries} label={texts.label} />
      </div>
    </Card>
  )
}

/** Files may have the same name: an entry is about the newest that was there by then. */
function findFile({ files, appeal }: Supervision, name: string, at: string): string | undefined {
  const all = [...files.demand, ...files.design, ...files.proof, ...(appeal?.files ?? [])]
  const named = all.filter((file) => file.name === name && file.createdAt <= at)
  return named.toSorted((one, other) => one.createdAt.localeCompare(other.createdAt)).at(-1)?.path
}
