import { Link } from '@tanstack/react-router'
import { historyTexts } from './texts.ts'
import type { FactOf, OfActivity } from './facts.ts'
import { byWhom } from './teller.tsx'
import type { Teller, Told } from './teller.tsx'

type CallEvent = FactOf<OfActivity | 'call.restarted'>

/** What happened to a call besides its tries. */
export function describeCallEvent(fact: CallEvent, teller: Teller): Told {
  const texts = historyTexts.in(teller.language)
  switch (fact.kind) {
    case 'call.stopped':
      return { tone: 'bad', icon: 'pause', ...halted(texts.stopped, fact.activity) }
    case 'call.stuck':
      return { tone: 'warn', icon: 'alert', ...halted(texts.stuck, fact.activity) }
    case 'call.superseded':
      return { tone: 'plain', icon: 'skip', ...halted(texts.superseded, fact.activity) }
    case 'call.expired':
      return { tone: 'bad', icon: 'pause', ...halted(texts.expired, fact.activity) }
    case 'call.applied':
      return { tone: 'call', icon: 'check', title: texts.applied(fact.activity), body: byWhom(fact, teller) }
    case 'call.restarted':
      return {
        tone: 'call',
        icon: 'restart',
        title: texts.restarted.title(fact.activity),
        body: <Restarted fact={fact} teller={teller} />,
      }
    default:
      return fact satisfies never
  }
}

const halted = (texts: { title: (activity: string) => string; text: string }, activity: string) => ({
  title: texts.title(activity),
  body: <p>{texts.text}</p>,
})

/** Whether the same call went out again, or another took over; its readers may open that one. */
function Restarted({ fact, teller }: { readonly fact: FactOf<'call.restarted'>; readonly teller: Teller }) {
  const texts = historyTexts.in(teller.language).restarted
  const { restartedAs } = fact
  return (
    <>
      <p>{restartedAs === undefined ? texts.again : texts.anew}</p>
      {byWhom(fact, teller)}
      {restartedAs !== undefined && teller.area !== 'buyer' && (
        <p>
          <Link to={`/${teller.area}/calls/$callId`} params={{ callId: restartedAs }}>
            {historyTexts.in(teller.language).call.open}
          </Link>
        </p>
      )}
    </>
  )
}
