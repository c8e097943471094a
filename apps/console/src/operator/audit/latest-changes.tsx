import type { AuditEntry } from '@loggia/protocol/console'
import { EmptyArch, Time } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { useList } from '../../centre/api.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { AuditActor, AuditEvent } from './audit-entry.tsx'
import { auditTexts } from './texts.ts'

type Texts = {
  readonly title: string
  readonly all: string
  readonly what: string
  readonly empty: { readonly title: string; readonly text: string }
}

/** The latest entries of one kind: what, by whom and when, and between them what this kind has. */
export function LatestChanges({
  kind,
  texts,
  columns,
}: {
  readonly kind: string
  readonly texts: Texts
  readonly columns: readonly Column<AuditEntry>[]
}) {
  const { who, at } = auditTexts.use().columns
  const entries = useList('GET /api/operator/history', { kind: `${kind}.`, limit: 5 })
  return (
    <Card
      id={useId()}
      title={texts.title}
      end={
        <Link className="link t13" to="/operator/audit" search={{ kind }}>
          {texts.all}
        </Link>
      }
      bare
    >
      <Listing<AuditEntry>
        of={entries}
        columns={[
          { key: 'what', title: texts.what, head: true, render: (entry) => <AuditEvent entry={entry} /> },
          ...columns,
          { key: 'who', title: who, render: (entry) => <AuditActor entry={entry} search={{}} /> },
          { key: 'at', title: at, render: (entry) => <Time at={entry.at} precision="second" /> },
        ]}
        rowKey={(entry) => `${entry.subject} ${entry.sequence}`}
        framed={false}
        empty={<EmptyArch title={texts.empty.title} text={texts.empty.text} />}
      />
    </Card>
  )
}
