import { auditSubjects } from '@loggia/protocol/console/views/kinds'
import type { AuditSubject } from '@loggia/protocol/console/views/kinds'
import { isDay, periods } from '../../centre/calls/period.ts'
import type { PeriodSearch } from '../../centre/calls/period.ts'

/** Everything that narrows the record; all of it stands in the address. */
export type AuditSearch = PeriodSearch & {
  readonly subject?: string
  readonly subjectKind?: AuditSubject
  /** A kind of event, or the beginning that several have: `order`. */
  readonly kind?: string
  /** A member’s id, `member` for somebody, `system` for nobody. */
  readonly actor?: string
  readonly text?: string
}
export type AuditSearchChange = { readonly [K in keyof AuditSearch]?: AuditSearch[K] | undefined }

const idForm = /^[a-z]{3}_[0-9a-z]{26}$/
const fitting = (value: unknown, form: RegExp): string | undefined =>
  typeof value === 'string' && form.test(value) ? value : undefined

/** Reads them from an address that anybody may have written; what the server would refuse is left out. */
export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const { actor, text } = search
  const written = typeof text === 'string' || typeof text === 'number' ? String(text).trim().slice(0, 64) : ''
  const day = (value: unknown) => (typeof value === 'string' && isDay(value) ? value : undefined)
  return present({
    period: periods.find((name) => name === search['period']),
    from: day(search['from']),
    to: day(search['to']),
    subject: fitting(search['subject'], idForm),
    subjectKind: auditSubjects.find((name) => name === search['subjectKind']),
    kind: fitting(search['kind'], /^[a-z_]{1,40}(\.[a-z_]{0,40})?$/),
    actor: actor === 'member' || actor === 'system' ? actor : fitting(actor, idForm),
    text: written || undefined,
  })
}

/** What the address says after a change. */
export const changedAudit = (search: AuditSearch, change: AuditSearchChange): AuditSearch =>
  present({ ...search, ...change })

const present = (search: AuditSearchChange): AuditSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))

export const isAuditNarrowed = (search: AuditSearch): boolean => Object.keys(search).length > 0

/** The address of the same entries as a table. */
export function auditCsvPath(query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const search = new URLSearchParams(given).toString()
  return `/api/operator/history.csv${search && `?${search}`}`
}
