import type { Language } from '@loggia/kernel'
import { appFacts } from '@loggia/protocol/console/apps/facts'
import type { HistoryEntry } from '@loggia/protocol/console'
import { defineTexts, formatCount } from '@loggia/ui'
import { connectedTexts } from '../../centre/apps/texts.ts'
import { readFact } from '../../centre/facts/fact.ts'
import type { FactOf } from '../../centre/facts/fact.ts'
import type { Described } from '../directory/describe-fact.ts'
import { recordTexts } from '../directory/record-texts.ts'
import { assignmentTexts } from './assignment-texts.ts'
import { formatBatch } from '../../centre/apps/batch-words.ts'
import { factNames } from './fact-names.ts'

type Kind = keyof typeof appFacts
type Fact = FactOf<Kind>

const texts = defineTexts(
  {
    people: (count: string, _count: number) => `${count} 人`,
    asRole: (people: string, role: string) => `${people}，${role}`,
    nothing: '不提供其他个人信息',
    comma: '、',
    decisions: { repeat: '重新同步', continue: '跳过', give_up: '放弃绑定' },
    decided: (decision: string, what: string) => `${decision}：${what}`,
    reason: (reason: string) => `原因：${reason}`,
    items: (count: string, _count: number) => `${count} 项`,
    endings: { dissolved: '企业已解散', service_over: '服务已结束', given_up: '放弃绑定' },
  },
  {
    people: (text, count) => (count === 1 ? '1 person' : `${text} people`),
    asRole: (people, role) => `${people}, ${role}`,
    nothing: 'No other personal data',
    comma: ', ',
    decisions: {
      repeat: 'Synchronise again',
      continue: 'Go on without it',
      give_up: 'Give up the connection',
    },
    decided: (decision, what) => `${decision}: ${what}`,
    reason: (reason) => `Reason: ${reason}`,
    items: (text, count) => (count === 1 ? '1 item' : `${text} items`),
    endings: {
      dissolved: 'The company was dissolved',
      service_over: 'The service is over',
      given_up: 'The connection was given up',
    },
  },
)

/** An entry of the record of a connected app. */
export function describeAppFact(entry: HistoryEntry, language: Language): Described {
  const { by, automatic } = recordTexts.in(language)
  const fact = readFact<Kind>(appFacts, entry)
  const who = entry.actor.name === undefined ? automatic : by(entry.actor.name)
  if (fact.kind === 'plain') return { tone: 'plain', icon: 'history', title: fact.name, lines: [who] }
  const lines = describeWhat(fact, language)
  return { ...findLook(fact.kind), title: factNames.in(language)[fact.kind], lines: [...lines, who] }
}

function findLook(kind: Kind): Pick<Described, 'tone' | 'icon'> {
  switch (kind) {
    case 'connected_app.connected':
      return { tone: 'ok', icon: 'check' }
    case 'connected_app.batch_failed':
      return { tone: 'bad', icon: 'alert' }
    case 'connected_app.ending':
    case 'connected_app.ended':
      return { tone: 'warn', icon: 'trash' }
    case 'connected_app.withdrawn':
      return { tone: 'plain', icon: 'minus' }
    case 'connected_app.created':
    case 'connected_app.assigned':
      return { tone: 'plain', icon: 'plus' }
    case 'connected_app.batch_restarted':
    case 'connected_app.left_out_repeated':
    case 'connected_app.reconciled':
      return { tone: 'plain', icon: 'restart' }
    default:
      return { tone: 'plain', icon: 'edit' }
  }
}

function describeWhat(fact: Fact, language: Language): string[] {
  const words = texts.in(language)
  switch (fact.kind) {
    case 'connected_app.assigned': {
      const { people, role } = fact.data
      const { roles } = assignmentTexts.in(language)
      return [words.asRole(words.people(formatCount(people), people), roles[role])]
    }
    case 'connected_app.withdrawn':
      return [words.people(formatCount(fact.data.people), fact.data.people)]
    case 'connected_app.sharing_changed': {
      const { data: names } = connectedTexts.in(language)
      const shared = fact.data.shared.map((name) => names[name])
      return [shared.length === 0 ? words.nothing : shared.join(words.comma)]
    }
    case 'connected_app.batch_failed':
    case 'connected_app.batch_restarted':
      return [formatBatch(fact.data, language)]
    case 'connected_app.batch_decided': {
      const { decision, reason } = fact.data
      const decided = words.decided(words.decisions[decision], formatBatch(fact.data, language))
      return reason === undefined ? [decided] : [decided, words.reason(reason)]
    }
    case 'connected_app.left_out_repeated':
      return [words.items(formatCount(fact.data.items), fact.data.items)]
    case 'connected_app.reconciled':
      return [words.items(formatCount(fact.data.differing), fact.data.differing)]
    case 'connected_app.ending':
      return [words.endings[fact.data.because]]
    default:
      return []
  }
}
