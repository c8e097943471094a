import { timeText } from '@loggia/ui'
import { historyTexts } from './texts.ts'
import type { FactOf, OfChange, OfEnd } from './facts.ts'
import type { Teller, Told } from './teller.tsx'

/** What an order did to a service that there was already. */
export function describeTerm(fact: FactOf<'term.added' | OfEnd | OfChange>, teller: Teller): Told {
  const texts = historyTexts.in(teller.language).terms
  const at = (time: string): string => timeText(time, teller)
  switch (fact.kind) {
    case 'term.added': {
      const { startsAt, endsAt } = fact
      const said = endsAt === undefined ? texts.from(at(startsAt)) : texts.fromTo(at(startsAt), at(endsAt))
      return { tone: 'ok', icon: 'calendar', title: texts.added, body: <p>{said}</p> }
    }
    case 'renewal.told':
      return { tone: 'ok', icon: 'check', title: texts.told(at(fact.endsAt)) }
    case 'renewal.unconfirmed':
      return { tone: 'warn', icon: 'alert', title: texts.unconfirmed, body: <p>{texts.unconfirmedText}</p> }
    case 'change.applied':
      return { tone: 'ok', icon: 'up', title: texts.applied }
    case 'change.failed':
      return { tone: 'bad', icon: 'x', title: texts.failed, body: <p>{texts.failedText}</p> }
    default:
      return fact satisfies never
  }
}
