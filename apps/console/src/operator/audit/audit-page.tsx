import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { defined } from '@loggia/kernel'
import type { AuditEntry } from '@loggia/protocol/console'
import { EmptyArch, Time, useZone } from '@loggia/ui'
import { Button } from 'antd'
import { useList } from '../../centre/api.ts'
import { rangeOf } from '../../centre/calls/period.ts'
import { useNow } from '../../centre/frame.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Page, ZoneNote } from '../../centre/parts/page.tsx'
import { auditTexts } from './texts.ts'
import { AuditActor, AuditData, AuditEvent, AuditThing } from './audit-entry.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { changeSearch, isNarrowed } from '../../centre/routing/search.ts'
import { auditCsvPath } from './audit-search.ts'
import type { AuditSearch, AuditSearchChange } from './audit-search.ts'
import './audit.css'

const route = getRouteApi('/operator/audit')

/** The record of everything that was changed, searched by what an operator knows of it. */
export function AuditPage() {
  const texts = auditTexts.use()
  const search = route.useSearch()
  const query = useQueryOf(search)
  const entries = useList('GET /api/operator/history', query)
  const navigate = useNavigate()
  const change = (to: AuditSearchChange) =>
    void navigate({ to: '/operator/audit', search: changeSearch(search, to) })
  return (
    <Page
      area="operator"
      title={texts.title}
      lead={
        <>
          <span>{texts.lead}</span>
          <ZoneNote />
        </>
      }
      actions={
        <div className="audit__export">
          <Button href={auditCsvPath(query)} download>
            {texts.csv}
          </Button>
          <span className="t12 faint">{texts.csvNote}</span>
        </div>
      }
    >
      <AuditFilters search={search} onChange={change} />
      <Listing<AuditEntry>
        of={entries}
        columns={useColumns(search)}
        rowKey={(entry) => `${entry.subject} ${entry.sequence}`}
        empty={<NoEntries search={search} />}
      />
    </Page>
  )
}

function useQueryOf({ period, from, to, ...rest }: AuditSearch) {
  const now = useNow()
  const zone = useZone()
  const time = defined({ period, from: from || undefined, to: to || undefined })
  return { ...rest, ...rangeOf(time, { now: now(), zone }) }
}

function useColumns(search: AuditSearch): readonly Column<AuditEntry>[] {
  const texts = auditTexts.use().columns
  return [
    { key: 'what', title: texts.what, head: true, render: (entry) => <AuditEvent entry={entry} /> },
    { key: 'at', title: texts.at, render: (entry) => <Time at={entry.at} precision="second" /> },
    { key: 'subject', title: texts.subject, render: (entry) => <AuditThing of={entry} search={search} /> },
    { key: 'who', title: texts.who, render: (entry) => <AuditActor entry={entry} search={search} /> },
    { key: 'data', title: texts.data, render: (entry) => <AuditData entry={entry} /> },
  ]
}

function NoEntries({ search }: { readonly search: AuditSearch }) {
  const texts = auditTexts.use()
  const navigate = useNavigate()
  if (!isNarrowed(search)) return <EmptyArch level={2} title={texts.empty.title} text={texts.empty.text} />
  return (
    <EmptyArch
      level={2}
      title={texts.filtered.title}
      text={texts.filtered.text}
      action={
        <Button onClick={() => void navigate({ to: '/operator/audit', search: {} })}>
          {texts.filtered.action}
        </Button>
      }
    />
  )
}
