import { omitUndefined } from '@loggia/kernel'
import type { callFacts } from '@loggia/protocol/console/calls/facts'
import { CallBox, formatCount, defineTexts, pickText, formatTime } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { outcomeKinds, toOutcome } from '../calls/outcome.ts'
import type { Outcome } from '../calls/outcome.ts'
import { AttemptOutcome } from '../parts/states.tsx'
import { callFactTexts } from './call-texts.ts'
import type { FactOf } from './fact.ts'
import { describeWhom } from './teller.tsx'
import type { FactNames, OrderTellers, Teller, Told } from './teller.tsx'

export const callNames = defineTexts<FactNames<typeof callFacts>>(
  {
    'seller.parked': '暂停对商家的调用',
    'seller.recovered': '恢复对商家的调用',
    'seller.probe_asked': '请求立即重试对商家的调用',
  },
  {
    'seller.parked': 'Calls to a seller paused',
    'seller.recovered': 'Calls to a seller resumed',
    'seller.probe_asked': 'Immediate retry of calls to a seller requested',
  },
)

type Halt = 'stopped' | 'stuck' | 'superseded' | 'dropped' | 'expired'
type OfHalt = FactOf<`call.${Halt}`>

/** The entries about a call. */
export const callTellers: OrderTellers<typeof callFacts> = {
  'call.attempted': (fact, teller) => describeCalls([fact], teller),
  'call.stopped': (fact, teller) => ({
    tone: 'bad',
    icon: 'pause',
    ...describeHalt(fact, 'stopped', teller),
  }),
  'call.stuck': (fact, teller) => ({ tone: 'warn', icon: 'alert', ...describeHalt(fact, 'stuck', teller) }),
  'call.superseded': (fact, teller) => ({
    tone: 'plain',
    icon: 'skip',
    ...describeHalt(fact, 'superseded', teller),
  }),
  'call.dropped': (fact, teller) => ({
    tone: 'plain',
    icon: 'skip',
    ...describeHalt(fact, 'dropped', teller),
  }),
  'call.expired': (fact, teller) => ({
    tone: 'bad',
    icon: 'pause',
    ...describeHalt(fact, 'expired', teller),
  }),
  'call.applied': (fact, teller) => ({
    tone: 'call',
    icon: 'check',
    title: wordsFor(teller).applied(nameFor(fact.data, teller)),
    body: describeWhom(fact, teller),
  }),
  'call.restarted': (fact, teller) => ({
    tone: 'call',
    icon: 'restart',
    title: wordsFor(teller).restarted.title(nameFor(fact.data, teller)),
    body: <Restarted fact={fact} teller={teller} />,
  }),
}

/** Buyers have words of their own: interfaces and causes are for the seller and for operators. */
function wordsFor({ area, language }: Teller) {
  const { toBuyer, ...words } = callFactTexts.in(language)
  return area === 'buyer' ? { ...toBuyer, stopped: toBuyer.halted, expired: toBuyer.halted } : words
}

/** The name of a call's interface; for buyers, what the call is for. */
function nameFor({ activity }: { readonly activity: string }, { area, language }: Teller): string {
  if (area !== 'buyer') return activity
  const { act, otherAct } = callFactTexts.in(language).toBuyer
  return Object.hasOwn(act, activity) ? act[activity as keyof typeof act] : otherAct
}

function describeHalt({ data }: OfHalt, halt: Halt, teller: Teller): Pick<Told, 'title' | 'body'> {
  const { title, text } = wordsFor(teller)[halt]
  return { title: title(nameFor(data, teller)), body: <p>{text}</p> }
}

/** Whether the same call was sent again, or another one superseded it; seller and operator may open that one. */
function Restarted({ fact, teller }: { readonly fact: FactOf<'call.restarted'>; readonly teller: Teller }) {
  const { call } = callFactTexts.in(teller.language)
  const { restarted } = wordsFor(teller)
  const { restartedAs } = fact.data
  return (
    <>
      <p>{restartedAs === undefined ? restarted.again : restarted.anew}</p>
      {describeWhom(fact, teller)}
      {restartedAs !== undefined && teller.area !== 'buyer' && (
        <p>
          <Link to={`/${teller.area}/calls/$callId`} params={{ callId: restartedAs }}>
            {call.open}
          </Link>
        </p>
      )}
    </>
  )
}

export type CallFact = FactOf<'call.attempted'>
type Attempts = readonly [CallFact, ...CallFact[]]

/** Attempts of one call with the same outcome, the newest first. */
export function describeCalls(attempts: Attempts, teller: Teller): Told {
  const words = callFactTexts.in(teller.language).call
  const [newest] = attempts
  const outcome = toOutcome(newest.data.verdict?.code)
  const ask =
    words.ask[newest.data.activity as keyof typeof words.ask] ?? words.askOther(newest.data.activity)
  const said = words.outcome[outcome]
  const kind = outcomeKinds[outcome]
  return {
    tone: kind === 'bad' ? 'bad' : kind === 'warn' ? 'warn' : 'call',
    icon: kind === 'ok' ? 'arrow-left' : kind === 'bad' ? 'x' : 'restart',
    title:
      attempts.length === 1
        ? words.one(ask, formatCount(newest.data.n), said)
        : words.many(ask, formatCount(attempts.length), said),
    body: <Calls attempts={attempts} teller={teller} />,
  }
}

type CallsProps = { readonly attempts: Attempts; readonly teller: Teller }

function Calls({ attempts, teller }: CallsProps) {
  const words = callFactTexts.in(teller.language).call
  const [newest] = attempts
  const outcome = toOutcome(newest.data.verdict?.code)
  const why = sayWhy(newest, outcome, teller)
  const mean = computeMeanDuration(attempts)
  const took = mean === undefined ? undefined : formatCount(mean)
  const isFold = attempts.length > 1
  return (
    <>
      {why !== undefined && <p>{why}</p>}
      <CallBox
        activity={newest.data.activity}
        result={<AttemptOutcome outcome={outcome} resultCode={newest.data.resultCode} />}
        {...omitUndefined({
          duration: took === undefined ? undefined : isFold ? words.average(took) : words.took(took),
        })}
      >
        {(isFold || teller.area !== 'buyer') && <CallDetails attempts={attempts} teller={teller} />}
      </CallBox>
    </>
  )
}

/** Why attempts failed: the cause for the seller and for operators, what it means for the buyer. */
function sayWhy({ data: { verdict } }: CallFact, outcome: Outcome, teller: Teller): string | undefined {
  if (!verdict || outcome === 'succeeded' || outcome === 'pending') return undefined
  if (teller.area !== 'buyer') return pickText(verdict.sentence, teller.language)
  const { refused, noAnswer } = callFactTexts.in(teller.language).toBuyer
  if (outcome === 'refused') return refused
  return outcome === 'timedOut' || outcome === 'unreachable' || outcome === 'faulty' ? noAnswer : undefined
}

/** The details of a row: each attempt and, for seller and operator, links to the bytes. */
function CallDetails({ attempts, teller }: CallsProps) {
  const words = callFactTexts.in(teller.language).call
  const { callId } = attempts[0].data
  return (
    <div className="cbox__in">
      {attempts.length > 1 && (
        <div className="scroll-x">
          <table>
            <tbody>
              {attempts.map((attempt) => (
                <tr key={attempt.sequence}>
                  <td>{formatTime(attempt.at, { ...teller, precision: 'clock' })}</td>
                  <td>{resultOf(attempt, teller)}</td>
                  <td>
                    {attempt.data.durationMs === undefined
                      ? '–'
                      : words.took(formatCount(attempt.data.durationMs))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {teller.area !== 'buyer' && (
        <Link to={`/${teller.area}/calls/$callId`} params={{ callId }}>
          {words.open}
        </Link>
      )}
    </div>
  )
}

/** The result code of an attempt, or the code of its verdict; for buyers a word. */
function resultOf({ data: { resultCode, verdict } }: CallFact, { area, language }: Teller): string {
  if (area === 'buyer') return callFactTexts.in(language).call.outcome[toOutcome(verdict?.code)]
  return resultCode ?? verdict?.code ?? '–'
}

/** The mean duration of the attempts that have one, in whole milliseconds. */
export function computeMeanDuration(attempts: readonly CallFact[]): number | undefined {
  const known = attempts.flatMap(({ data: { durationMs } }) => (durationMs === undefined ? [] : [durationMs]))
  if (known.length === 0) return undefined
  return Math.round(known.reduce((sum, ms) => sum + ms, 0) / known.length)
}
