import type { IconName, TimelineEntry } from '@loggia/ui'
import { historyTexts } from './texts.ts'
import type { FactOf, OfDelivery } from './facts.ts'
import { byWhom } from './teller.tsx'
import type { Teller, Told } from './teller.tsx'

const looks: Readonly<Record<OfDelivery, { readonly tone: TimelineEntry['tone']; readonly icon: IconName }>> =
  {
    'delivery.made': { tone: 'call', icon: 'doc' },
    'delivery.accepted': { tone: 'ok', icon: 'check' },
    'delivery.rejected': { tone: 'warn', icon: 'undo' },
    'delivery.refunded': { tone: 'bad', icon: 'x' },
  }

/** What people did to a delivery, with what they said about it. */
export function describeDelivery(fact: FactOf<OfDelivery>, teller: Teller): Told {
  const texts = historyTexts.in(teller.language).delivery
  const { said, file } = fact
  return {
    ...looks[fact.kind],
    title: texts[fact.kind],
    body: (
      <>
        {file !== undefined && <p>{texts.file(file)}</p>}
        {said !== undefined && <p className="prose">{said}</p>}
        {byWhom(fact, teller)}
      </>
    ),
  }
}
