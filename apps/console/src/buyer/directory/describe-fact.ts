import type { HistoryEntry } from '@loggia/protocol/console'
import { directoryFacts } from '@loggia/protocol/console/directory/facts'
import { defineList, number, readMembers, string } from '@loggia/protocol/console/members'
import type { Language } from '@loggia/kernel'
import { formatCount } from '@loggia/ui'
import type { IconName, TimelineTone } from '@loggia/ui'
import { readFact } from '../../centre/facts/fact.ts'
import type { FactOf } from '../../centre/facts/fact.ts'
import { describeSignIn } from '../sign-in/describe-fact.ts'
import { factNames } from './fact-names.ts'
import { personTexts } from './person-texts.ts'
import { recordTexts } from './record-texts.ts'

type Kind = keyof typeof directoryFacts
type Fact = FactOf<Kind>
type Texts = ReturnType<typeof recordTexts.in>
/** Of people or departments the first by name, and how many there are. */
const ofConcerned = { count: number, names: defineList(string) }
type Concerned = { readonly count: number; readonly names: readonly string[] }
export type Described = {
  readonly tone: TimelineTone
  readonly icon: IconName
  readonly title: string
  readonly lines: readonly string[]
}

/** An entry of the record of a company; on the page of a person, one that is about nobody else does not name them. */
export function describeFact(entry: HistoryEntry, language: Language, isOfPerson: boolean): Described {
  const texts = recordTexts.in(language)
  const fact = readFact<Kind>(directoryFacts, entry)
  const who = entry.actor.name === undefined ? texts.automatic : texts.by(entry.actor.name)
  if (fact.kind === 'plain') {
    const { of, ...described } = describeSignIn(entry, language) ?? {
      of: '',
      ...unknownLook,
      title: fact.name,
    }
    return { ...described, lines: [of, who].filter((line) => line !== '') }
  }
  const concerned = readMembers(ofConcerned, entry.data)
  const whom = !concerned || (isOfPerson && concerned.count === 1) ? '' : describeWhom(fact, concerned, texts)
  const lines = [whom, describeWhat(fact, language)].flat().filter((line) => line !== '')
  return { ...findLook(fact.kind), title: factNames.in(language)[fact.kind], lines: [...lines, who] }
}

const unknownLook = { tone: 'plain', icon: 'history' } as const

function findLook(kind: Kind): Pick<Described, 'tone' | 'icon'> {
  const [thing, act] = kind.split('.')
  if (act === 'dissolved' || act === 'deleted' || act === 'left') return { tone: 'warn', icon: 'trash' }
  if (act === 'disabled') return { tone: 'warn', icon: 'pause' }
  if (thing === 'person' && (act === 'linked' || act === 'unlinked')) return { tone: 'plain', icon: 'link' }
  if (act === 'invited') return { tone: 'plain', icon: 'mail' }
  if (thing === 'scim_token') return { tone: 'plain', icon: 'key' }
  if (thing === 'directory') return { tone: 'plain', icon: 'file' }
  return { tone: 'plain', icon: act === 'created' || act === 'added' ? 'plus' : 'edit' }
}

/** The people or departments concerned: the first by name, and how many there are. */
function describeWhom({ kind }: Fact, { count, names }: Concerned, texts: Texts): string {
  // Its names are said with what they were before.
  if (kind === 'department.renamed' || names.length === 0) return ''
  return texts.people(names.join(texts.comma), formatCount(count), count > names.length)
}

function describeWhat(fact: Fact, language: Language): string | string[] {
  const texts = recordTexts.in(language)
  switch (fact.kind) {
    case 'enterprise.created':
      return texts.name(fact.data.name)
    case 'enterprise.renamed':
    case 'person_group.renamed':
      return texts.renamed(fact.data.from, fact.data.name)
    case 'enterprise.dissolved':
      return texts.left(formatCount(fact.data.people), fact.data.people)
    case 'department.renamed':
      return fact.data.from.map((from, nth) => texts.renamed(from, fact.data.names[nth] ?? '–')).slice(0, 5)
    case 'department.moved':
      return fact.data.under === undefined ? texts.toTop : texts.under(fact.data.under)
    case 'person.changed':
      return texts.members(fact.data.members.map((member) => nameMember(member, language)).join(texts.comma))
    case 'person.moved':
      return texts.to(fact.data.department)
    case 'person_group.created':
    case 'person_group.deleted':
      return texts.name(fact.data.name)
    case 'person_group.joined':
    case 'person_group.quit':
      return texts.group(fact.data.name)
    case 'directory.imported':
      return describeImport(fact.data, texts)
    case 'scim_token.created':
    case 'scim_token.revoked':
      return texts.name(fact.data.name)
    default:
      return ''
  }
}

function nameMember(member: string, language: Language): string {
  const { fields } = personTexts.in(language)
  const names: Readonly<Record<string, string>> = fields
  return names[member] ?? member
}

function describeImport(
  { what, ...counts }: FactOf<'directory.imported'>['data'],
  { imported: texts }: Texts,
): string {
  const told = (['added', 'changed', 'returned', 'unchanged', 'faulty'] as const)
    .filter((name) => counts[name] > 0)
    .map((name) => texts[name](formatCount(counts[name])))
  return texts.counts(texts[what], told.join(texts.comma))
}
