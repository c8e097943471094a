import type { Language } from '@loggia/kernel'
import type { FactKind, FactKindOn } from '@loggia/protocol/console'
import { useLanguage } from '@loggia/ui'
import type { BesidePagesKind } from './beside-pages.ts'
import { accessNames } from './access.ts'
import { agreementNames } from './agreements.ts'
import { callNames } from './calls.tsx'
import { catalogNames, retiredNames } from './catalog.ts'
import { clockNames } from './clock.ts'
import { fileNames } from './files.ts'
import { fulfilmentNames } from './fulfilment.tsx'
import { ledgerNames } from './ledger.ts'
import { licenseNames } from './licenses.tsx'
import { mailNames } from './mail.ts'
import { mediaNames } from './media.ts'
import { monitoringNames } from './monitoring.ts'
import { openApiNames } from './open-api.ts'
import { paperNames } from './papers.ts'
import { partyNames } from './parties.ts'
import { provisioningNames } from './provisioning.tsx'
import { refundNames } from './refunds.tsx'
import { settingNames } from './settings.ts'
import { siteNames } from './sites.ts'
import { subscriptionNames } from './subscriptions.tsx'
import { templateNames } from './templates.ts'

type NamedKind = Exclude<FactKind, FactKindOn<'ord'>>
type Names<K extends string> = Readonly<Record<K, string>>

type InLanguage<T> = { in(language: Language): T }
/** The names that features bring themselves. */
const besidePages = Object.values(
  import.meta.glob<{
    readonly factNames: InLanguage<Names<string>>
    readonly auditNames: InLanguage<{ readonly areas: Names<string>; readonly subjects: Names<string> }>
  }>('../../{buyer,seller,operator}/*/fact-names.ts', { eager: true }),
)

const useOwnNames = (): Names<Exclude<NamedKind, BesidePagesKind<'facts'>>> => ({
  ...accessNames.use(),
  ...agreementNames.use(),
  ...callNames.use(),
  ...catalogNames.use(),
  ...retiredNames.use(),
  ...clockNames.use(),
  ...fileNames.use(),
  ...fulfilmentNames.use(),
  ...ledgerNames.use(),
  ...licenseNames.use(),
  ...mailNames.use(),
  ...mediaNames.use(),
  ...monitoringNames.use(),
  ...openApiNames.use(),
  ...paperNames.use(),
  ...partyNames.use(),
  ...provisioningNames.use(),
  ...refundNames.use(),
  ...settingNames.use(),
  ...siteNames.use(),
  ...subscriptionNames.use(),
  ...templateNames.use(),
})

/**
 * The names of facts in the audit log: all facts without an order, and those whose name here is shorter than on
 * the time line.
 */
export function useFactNames(): Names<NamedKind> {
  const own = useOwnNames()
  const language = useLanguage()
  return Object.assign({}, own, ...besidePages.map(({ factNames }) => factNames.in(language)))
}

/** What the filters of the audit log call the facts and subjects whose features say so themselves. */
export function useNamesBesidePages(): { readonly areas: Names<string>; readonly subjects: Names<string> } {
  const language = useLanguage()
  const all = besidePages.map(({ auditNames }) => auditNames.in(language))
  return {
    areas: Object.assign({}, ...all.map(({ areas }) => areas)),
    subjects: Object.assign({}, ...all.map(({ subjects }) => subjects)),
  }
}
