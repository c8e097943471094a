import { Button } from '@loggia/ui'
import { Days, PeriodFilter } from '../../centre/calls/call-filters.tsx'
import { useNamesBesidePages } from '../../centre/facts/names.ts'
import { Filter } from '../../centre/parts/fields.tsx'
import { FindField } from '../../centre/parts/find-field.tsx'
import { auditTexts } from './texts.ts'
import type { AuditSearch, AuditSearchChange } from './audit-search.ts'
import './audit.css'

type Props = { readonly search: AuditSearch; onChange(change: AuditSearchChange): void }

/** The filters of the record; all of them are in the address. */
export function AuditFilters({ search, onChange }: Props) {
  const texts = auditTexts.use()
  const { kind, subjectKind, actor, period, text } = search
  const beside = useNamesBesidePages()
  return (
    <div className="filters audit__filters" role="group" aria-label={texts.filters.label}>
      <FindField
        className="audit__text"
        label={texts.filters.text}
        hint={texts.filters.textHint}
        value={text}
        onFind={(found) => onChange({ text: found })}
      />
      <Filter
        label={texts.filters.kind}
        any={texts.filters.anyKind}
        value={kind}
        options={listOptions({ ...texts.areas, ...beside.areas }, kind)}
        onChoose={(chosen) => onChange({ kind: chosen })}
      />
      <Filter
        label={texts.filters.subject}
        any={texts.filters.anySubject}
        value={subjectKind}
        options={listOptions({ ...texts.subjects, ...beside.subjects }, subjectKind)}
        onChoose={(chosen) => onChange({ subjectKind: chosen })}
      />
      <Filter
        label={texts.filters.actor}
        any={texts.filters.anyActor}
        value={actor === 'member' || actor === 'system' ? actor : undefined}
        options={[
          ['member', texts.filters.member],
          ['system', texts.filters.system],
        ]}
        onChoose={(chosen) => onChange({ actor: chosen })}
      />
      <PeriodFilter period={period} onChange={onChange} />
      {period === 'custom' && <Days search={search} onChange={onChange} />}
      <Chosen search={search} onChange={onChange} />
    </div>
  )
}

/** One that has no name is chosen by its address only. */
function listOptions(names: Readonly<Record<string, string>>, chosen: string | undefined) {
  const named = Object.entries(names)
  return chosen === undefined || Object.hasOwn(names, chosen) ? named : [...named, [chosen, chosen] as const]
}

/** Filters that were chosen by a click in the list: one subject, one person. */
function Chosen({ search: { subject, actor }, onChange }: Props) {
  const texts = auditTexts.use().filters
  const person = actor?.includes('_') ? actor : undefined
  const chosen = [
    ...(subject ? [{ id: subject, change: { subject: undefined } }] : []),
    ...(person ? [{ id: person, change: { actor: undefined } }] : []),
  ]
  return chosen.map(({ id, change }) => (
    <span key={id} className="row gap8 t13 audit__chosen">
      <span className="mono">{texts.only(id)}</span>
      <Button size="small" aria-label={`${texts.clear} ${texts.only(id)}`} onClick={() => onChange(change)}>
        {texts.clear}
      </Button>
    </span>
  ))
}
