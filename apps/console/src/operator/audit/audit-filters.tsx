import { auditSubjects } from '@loggia/protocol/console/views/kinds'
import type { AuditSubject } from '@loggia/protocol/console'
import { Button } from '@loggia/ui'
import { Days, PeriodFilter } from '../../centre/calls/call-filters.tsx'
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
  const areas = Object.entries(texts.areas)
  const isKnown = kind === undefined || areas.some(([name]) => name === kind)
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
        options={isKnown ? areas : [...areas, [kind, kind]]}
        onChoose={(chosen) => onChange({ kind: chosen })}
      />
      <Filter<AuditSubject>
        label={texts.filters.subject}
        any={texts.filters.anySubject}
        value={subjectKind}
        options={auditSubjects.map((name) => [name, texts.subjects[name]])}
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
