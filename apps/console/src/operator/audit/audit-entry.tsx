import { Link } from '@tanstack/react-router'
import type { AuditEntry } from '@loggia/protocol/console'
import { useLanguage, useText, useZone } from '@loggia/ui'
import { describeRow } from '../../centre/history/describe.tsx'
import { useFactNames, useNamesBesidePages } from '../../centre/facts/names.ts'
import { readOrderFact } from '../../centre/facts/of-orders.ts'
import { foldCalls } from '../../centre/history/fold.ts'
import { auditTexts } from './texts.ts'
import { changeSearch } from '../../centre/routing/search.ts'
import type { AuditSearch } from './audit-search.ts'
import './audit.css'

/** The event in the words of the order’s time line or of the record, with the event’s own name below. */
export function AuditEvent({ entry }: { readonly entry: AuditEntry }) {
  const told = useTold(entry)
  return (
    <div>
      <b>{told ?? entry.kind}</b>
      {told !== undefined && <div className="t12 faint mono">{entry.kind}</div>}
    </div>
  )
}

function useTold(entry: AuditEntry): string | undefined {
  const names: Readonly<Record<string, string>> = useFactNames()
  const language = useLanguage()
  const zone = useZone()
  if (Object.hasOwn(names, entry.kind)) return names[entry.kind]
  const fact = readOrderFact(entry)
  const [row] = foldCalls([fact])
  if (!row || fact.kind === 'plain') return undefined
  return describeRow(row, { area: 'operator', language, zone }).title
}

/** What is set on the page of settings. */
const settingsSubjects: readonly string[] = ['market_settings', 'market_site', 'market_terms', 'agreements']

/** The subject: its kind and its full id. The id links to its page, the link below to its record. */
export function AuditThing({ of, search }: { readonly of: AuditEntry; readonly search: AuditSearch }) {
  const texts = auditTexts.use()
  const names: Readonly<Record<string, string>> = { ...texts.subjects, ...useNamesBesidePages().subjects }
  const name = of.subject.startsWith('market_') ? texts.market : names[of.subject.slice(0, 3)]
  return (
    <div>
      {name && <div className="t12 faint">{name}</div>}
      <ThingLink subject={of.subject} />
      {search.subject !== of.subject && (
        <div className="t12 audit__only">
          <Link
            to="/operator/audit"
            search={changeSearch(search, { subject: of.subject })}
            aria-label={`${texts.onlyThis} ${of.subject}`}
          >
            {texts.onlyThis}
          </Link>
        </div>
      )}
    </div>
  )
}

function ThingLink({ subject }: { readonly subject: string }) {
  const shown = <span className="mono t12 audit__id">{subject}</span>
  switch (subject.slice(0, 4)) {
    case 'ord_':
      return (
        <Link to="/operator/orders/$orderId" params={{ orderId: subject }}>
          {shown}
        </Link>
      )
    case 'cal_':
      return (
        <Link to="/operator/calls/$callId" params={{ callId: subject }}>
          {shown}
        </Link>
      )
    case 'prd_':
      return (
        <Link to="/operator/products/$productId" params={{ productId: subject }}>
          {shown}
        </Link>
      )
    case 'adr_':
      return <Link to="/operator/addresses">{shown}</Link>
    case 'byr_':
      return (
        <Link to="/operator/buyers/$buyerId" params={{ buyerId: subject }}>
          {shown}
        </Link>
      )
    case 'sel_':
      return (
        <Link to="/operator/sellers/$sellerId" params={{ sellerId: subject }}>
          {shown}
        </Link>
      )
    case 'syn_':
      return <Link to="/operator/synonyms">{shown}</Link>
    case 'sap_':
      return (
        <Link to="/operator/applications/$applicationId" params={{ applicationId: subject }}>
          {shown}
        </Link>
      )
    default:
      if (subject === 'market_clock') return <Link to="/operator/clock">{shown}</Link>
      if (subject === 'market_calendar') return <Link to="/operator/calendar">{shown}</Link>
      return settingsSubjects.includes(subject) ? <Link to="/operator/settings">{shown}</Link> : shown
  }
}

/** The person with name and organisation, or the market. */
export function AuditActor({ entry, search }: { readonly entry: AuditEntry; readonly search: AuditSearch }) {
  const texts = auditTexts.use()
  const text = useText()
  const { kind, id, name, of } = entry.actor
  if (kind === 'system') return <span className="faint">{texts.market}</span>
  return (
    <div>
      <div>{name ?? id}</div>
      {of.length > 0 && <div className="t12 faint">{of.map(text).join(' · ')}</div>}
      {id !== undefined && search.actor !== id && (
        <div className="t12 audit__only">
          <Link
            to="/operator/audit"
            search={changeSearch(search, { actor: id })}
            aria-label={`${texts.onlyTheirs} ${name ?? id}`}
          >
            {texts.onlyTheirs}
          </Link>
        </div>
      )}
    </div>
  )
}

/** The recorded data, unchanged. */
export function AuditData({ entry }: { readonly entry: AuditEntry }) {
  const texts = auditTexts.use()
  if (Object.keys(entry.data).length === 0) return <span className="faint">–</span>
  const written = JSON.stringify(entry.data, undefined, 2)
  return (
    <details className="audit__data">
      <summary className="t13">{texts.data}</summary>
      <pre className="mono t12">{written}</pre>
    </details>
  )
}
