import type { AuditEntry } from '@loggia/protocol/console'
import { EmptyArch, Time } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { useList } from '../../centre/api.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { AuditActor, AuditData, AuditEvent } from '../audit/audit-entry.tsx'
import { auditTexts } from '../audit/texts.ts'
import { fewRows } from './party-parts.tsx'
import { partiesTexts } from './texts.ts'

/** The latest entries of the record about a party and a link to all, for operators who may read it. */
export function RecordCard(props: { readonly subject: string }) {
  return useMayAsk('GET /api/operator/history', 'main') ? <Latest {...props} /> : null
}

function Latest({ subject }: { readonly subject: string }) {
  const texts = partiesTexts.use()
  const entries = useList('GET /api/operator/history', { subject, limit: fewRows })
  return (
    <Card
      id={useId()}
      title={texts.history}
      end={
        <Link className="link t13" to="/operator/audit" search={{ subject }}>
          {texts.historyAll}
        </Link>
      }
      bare
    >
      <Listing<AuditEntry>
        of={entries}
        columns={useRecordColumns(subject)}
        rowKey={(entry) => `${entry.subject} ${entry.sequence}`}
        framed={false}
        empty={<EmptyArch title={texts.historyEmpty.title} text={texts.historyEmpty.text} />}
      />
    </Card>
  )
}

function useRecordColumns(subject: string): readonly Column<AuditEntry>[] {
  const { columns } = auditTexts.use()
  return [
    { key: 'what', title: columns.what, head: true, render: (entry) => <AuditEvent entry={entry} /> },
    { key: 'at', title: columns.at, phone: 'end', render: ({ at }) => <Time at={at} precision="second" /> },
    {
      key: 'who',
      title: columns.who,
      phone: 'below',
      render: (entry) => <AuditActor entry={entry} search={{ subject }} />,
    },
    { key: 'data', title: columns.data, render: (entry) => <AuditData entry={entry} /> },
  ]
}
