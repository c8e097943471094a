import { omitUndefined } from '@loggia/kernel'
import type { HistoryEntry } from '@loggia/protocol/console'
import { Timeline, useLanguage } from '@loggia/ui'
import { useId } from 'react'
import { useRead } from '../../centre/api.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { describeFact } from './describe-fact.ts'
import { recordTexts } from './record-texts.ts'

/** What was done lately in a company, or to one person of it. */
export function RecordCard(props: { readonly enterpriseId: string; readonly personId?: string }) {
  const texts = recordTexts.use()
  const id = useId()
  const { enterpriseId, personId } = props
  const history = useRead('GET /api/buyer/enterprises/:enterpriseId/history', {
    params: { enterpriseId },
    query: omitUndefined({ limit: 100, personId }),
  })
  return (
    <Loaded of={history} skeleton={<CardSkeleton rows={6} />}>
      {({ items }) => (
        <Card id={id} title={texts.title} beside={<span className="t13 faint">{texts.lead}</span>}>
          {items.length === 0 ? (
            <p className="t13 dim">{texts.empty}</p>
          ) : (
            <Entries of={items} isOfPerson={personId !== undefined} />
          )}
        </Card>
      )}
    </Loaded>
  )
}

function Entries({ of, isOfPerson }: { readonly of: readonly HistoryEntry[]; readonly isOfPerson: boolean }) {
  const texts = recordTexts.use()
  const language = useLanguage()
  const entries = of.map((entry) => {
    const { lines, ...described } = describeFact(entry, language, isOfPerson)
    return {
      key: String(entry.sequence),
      at: entry.at,
      ...described,
      body: lines.map((line) => <p key={line}>{line}</p>),
    }
  })
  return <Timeline entries={entries} label={texts.label} />
}
