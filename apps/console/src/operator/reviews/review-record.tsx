import type { HistoryEntry } from '@loggia/protocol/console'
import { Time } from '@loggia/ui'
import { useId } from 'react'
import { Card } from '../../centre/parts/page.tsx'
import { reviewTitles } from '../../centre/facts/parties.ts'
import { applicationTexts } from '../applications/texts.ts'

/** The history of an application, latest first. */
export function ReviewRecord({ history }: { readonly history: readonly HistoryEntry[] }) {
  const texts = applicationTexts.use()
  const titles: Readonly<Record<string, string>> = reviewTitles.use()
  return (
    <Card id={useId()} title={texts.history}>
      <ol className="record">
        {[...history].reverse().map((entry) => (
          <li key={entry.sequence}>
            <Time at={entry.at} precision="second" />
            <span>{titles[entry.kind] ?? entry.kind}</span>
            <span className="faint">{entry.actor.name}</span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
