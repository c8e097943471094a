import type { HistoryEntry } from '@loggia/protocol/console'
import { identityFacts } from '@loggia/protocol/console/identity/facts'
import type { Language } from '@loggia/kernel'
import type { IconName } from '@loggia/ui'
import { readFact } from '../../centre/facts/fact.ts'
import { factNames } from './fact-names.ts'

type Kind = keyof typeof identityFacts
type Described = {
  readonly tone: 'plain' | 'warn'
  readonly icon: IconName
  readonly title: string
  /** The provider or the domain. */
  readonly of: string
}

/** An entry of the record of a company that is about how its people sign in; undefined if it is about something else. */
export function describeSignIn(entry: HistoryEntry, language: Language): Described | undefined {
  const fact = readFact<Kind>(identityFacts, entry)
  if (fact.kind === 'plain') return undefined
  const isRemoval = /\.(removed|missed|lost)$/.test(fact.kind)
  const { data } = fact
  return {
    tone: isRemoval ? 'warn' : 'plain',
    icon: isRemoval ? 'trash' : fact.kind === 'email_domain.added' ? 'plus' : 'key',
    title: factNames.in(language)[fact.kind],
    of: 'issuer' in data ? data.issuer : 'domain' in data ? data.domain : '',
  }
}
