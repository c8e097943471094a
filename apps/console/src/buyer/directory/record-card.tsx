import { omitUndefined } from '@loggia/kernel'
import type { HistoryEntry } from '@loggia/protocol/console'
import { Timeline, useLanguage } from '@loggia/ui'
import { useId } from 'react'
import { useRead } from '../../centre/api.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { describeFact } from './describe-fact.ts'
import type { Described } from './describe-fact.ts'
import { recordTexts } from './record-texts.ts'

/** What was done lately in a company, or to one person of it. */
export function RecordCard(props: { readonly enterpriseId: string; readonly personId?: string }) {
  const language = useLanguage()
  const { enterpriseId, personId } = props
  const history = useRead('GET /api/buyer/enterprises/:enterpriseId/history', {
    params: { enterpriseId },
    query: omitUndefined({ limit: 100, personId }),
  })
  return (
    <RecordList of={history} describe={(entry) => describeFact(entry, language, personId !== undefined)} />
  )
}

type Answer = { readonly items: readonly HistoryEntry[] }

/** A card with the entries of a record, newest first. */
export function RecordList(props: {
  readonly of: Parameters<typeof Loaded<Answer>>[0]['of']
  describe(entry: HistoryEntry): Described
}) {
  const texts = recordTexts.use()
  const id = useId()
  return (
    <Loaded of={props.of} skeleton={<CardSkeleton rows={6} />}>
      {({ items }) => (
        <Card id={id} title={texts.title} beside={<span className="t13 faint">{texts.lead}</span>}>
          {items.length === 0 ? (
            <p className="t13 dim">{texts.empty}</p>
          ) : (
            <Timeline
              label={texts.label}
              entries={items.map((entry) => toEntry(entry, props.describe(entry)))}
            />
          )}
        </Card>
      )}
    </Loaded>
  )
}

const toEntry = ({ sequence, at }: HistoryEntry, { lines, ...described }: Described) => ({
  key: String(sequence),
  at,
  ...described,
  body: lines.map((line) => <p key={line}>{line}</p>),
})
