import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { AuditEntry } from '@loggia/protocol/console'
import { Time } from '@loggia/ui'
import { useList } from '../../centre/api.ts'
import { usePeriodQuery } from '../../centre/calls/period-query.ts'
import { CsvLink } from '../../centre/parts/csv-link.tsx'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { auditTexts } from './texts.ts'
import { AuditActor, AuditData, AuditEvent, AuditThing } from './audit-entry.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { changeSearch, isNarrowed } from '../../centre/routing/search.ts'
import type { AuditSearch, AuditSearchChange } from './audit-search.ts'
import './audit.css'

const route = getRouteApi('/operator/audit')

/** The record of every change, with filters. */
export function AuditPage() {
  const texts = auditTexts.use()
  const search = route.useSearch()
  const query = usePeriodQuery(search)
  const entries = useList('GET /api/operator/history', query)
  const navigate = useNavigate()
  const change = (to: AuditSearchChange) =>
    void navigate({ to: '/operator/audit', search: changeSearch(search, to) })
  return (
    <ListPage<AuditEntry>
      area="operator"
      title={texts.title}
      lead={texts.lead}
      actions={<CsvLink of="GET /api/operator/history.csv" query={query} />}
      filters={<AuditFilters search={search} onChange={change} />}
      of={entries}
      columns={useColumns(search)}
      rowKey={(entry) => `${entry.subject} ${entry.sequence}`}
      empty={texts.empty}
      narrowed={
        isNarrowed(search) && {
          ...texts.filtered,
          onReset: () => void navigate({ to: '/operator/audit', search: {} }),
        }
      }
    />
  )
}

function useColumns(search: AuditSearch): readonly Column<AuditEntry>[] {
  const texts = auditTexts.use().columns
  return [
    { key: 'what', title: texts.what, head: true, render: (entry) => <AuditEvent entry={entry} /> },
    {
      key: 'at',
      title: texts.at,
      phone: 'end',
      render: (entry) => <Time at={entry.at} precision="second" />,
    },
    { key: 'subject', title: texts.subject, render: (entry) => <AuditThing of={entry} search={search} /> },
    {
      key: 'who',
      title: texts.who,
      phone: 'below',
      render: (entry) => <AuditActor entry={entry} search={search} />,
    },
    { key: 'data', title: texts.data, render: (entry) => <AuditData entry={entry} /> },
  ]
}
