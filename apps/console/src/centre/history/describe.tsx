import type { Period } from '@loggia/protocol/console/catalog/kinds'
import { Link } from '@tanstack/react-router'
import { defined, fromIso } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import {
  CallBox,
  CopyText,
  amountText,
  countText,
  inLanguage,
  quantityText,
  termText,
  timeText,
} from '@loggia/ui'
import type { TimelineEntry } from '@loggia/ui'
import type { ReactNode } from 'react'
import { outcomeKinds, outcomeOf } from '../calls/outcome.ts'
import { AttemptOutcome } from '../parts/states.tsx'
import { historyTexts } from './texts.ts'
import type { Fact, FactOf, OfReference, SubmittedLine } from './facts.ts'
import { describeCallEvent } from './call-events.tsx'
import { describeDelivery } from './delivery-events.tsx'
import { describeTerm } from './term-events.tsx'
import { meanDuration } from './fold.ts'
import type { CallFact, Row } from './fold.ts'
import { byWhom } from './teller.tsx'
import type { Teller, Told } from './teller.tsx'

/** A row of folded history as an entry of the time line. */
export function describeRow(row: Row, teller: Teller): TimelineEntry {
  const newest = row.kind === 'fact' ? row.fact : row.attempts[0]
  const told = row.kind === 'fact' ? describeFact(row.fact, teller) : describeCalls(row.attempts, teller)
  return { key: String(newest.sequence), at: newest.at, ...told }
}

function describeFact(fact: Exclude<Fact, CallFact>, teller: Teller): Told {
  const texts = historyTexts.in(teller.language)
  const at = (time: string): string => timeText(time, teller)
  switch (fact.kind) {
    case 'order.submitted':
      return {
        tone: 'plain',
        icon: 'receipt',
        title: texts.submitted.title(amountText(fact.total)),
        body: <Submitted lines={fact.lines} who={fact.who} teller={teller} />,
      }
    case 'order.paid':
      return describePaid(fact, texts.paid)
    case 'order.cancelled':
      return describeCancelled(fact, teller)
    case 'order.stock_released':
      return describeStockReleased(texts)
    case 'opening.started':
      return {
        tone: 'plain',
        icon: 'play',
        title: texts.openingStarted.title,
        body: <p>{texts.openingStarted.text(at(fact.until))}</p>,
      }
    case 'call.stopped':
    case 'call.stuck':
    case 'call.superseded':
    case 'call.expired':
    case 'call.applied':
    case 'call.restarted':
      return describeCallEvent(fact, teller)
    case 'instance.accepted':
    case 'instance.opened':
    case 'instance.released':
    case 'instance.orphan_found':
    case 'instance.second':
    case 'instance.unaddressed':
    case 'instance.shared':
      return describeInstance(fact, texts)
    case 'order.completed':
      return describeCompleted(fact, teller)
    case 'opening.failed':
      return { tone: 'bad', icon: 'x', title: texts.failed.title, body: failedBecause(fact.reason, teller) }
    case 'order.refunded':
      return {
        tone: 'ok',
        icon: 'undo',
        title: texts.refunded.title(amountText(fact.amount)),
        body: <RefundNote fact={fact} teller={teller} />,
      }
    case 'instance.orphan_possible':
      return { tone: 'warn', icon: 'alert', title: texts.orphan.title, body: <p>{texts.orphan.text}</p> }
    case 'delivery.made':
    case 'delivery.accepted':
    case 'delivery.rejected':
    case 'delivery.refunded':
      return describeDelivery(fact, teller)
    case 'term.added':
    case 'renewal.told':
    case 'renewal.unconfirmed':
    case 'change.applied':
    case 'change.failed':
      return describeTerm(fact, teller)
    case 'plain':
      return { tone: 'plain', icon: 'history', title: fact.name, body: byWhom(fact, teller) }
    default:
      return fact satisfies never
  }
}

function describePaid(
  { amount, balanceAfter }: Extract<Fact, { kind: 'order.paid' }>,
  texts: ReturnType<typeof historyTexts.in>['paid'],
): Told {
  const said = balanceAfter ? texts.text(amountText(balanceAfter)) : texts.textWithoutBalance
  return { tone: 'ok', icon: 'wallet', title: texts.title(amountText(amount)), body: <p>{said}</p> }
}

/** R61 */
const describeStockReleased = ({ stockReleased }: ReturnType<typeof historyTexts.in>): Told => ({
  tone: 'plain',
  icon: 'clock',
  title: stockReleased.title,
  body: <p>{stockReleased.text}</p>,
})

function describeCancelled(fact: FactOf<'order.cancelled'>, teller: Teller): Told {
  const { cancelled } = historyTexts.in(teller.language)
  const { stopped } = fact
  const title = stopped
    ? cancelled[stopped.why](
        stopped.product ? inLanguage(stopped.product, teller.language) : cancelled.somethingOfIt,
      )
    : cancelled[fact.by]
  return { tone: 'plain', icon: 'x', title, body: byWhom(fact, teller) }
}

/** The term of a renewal may begin long after its order is complete. */
function describeCompleted({ term, at: completedAt }: FactOf<'order.completed'>, teller: Teller): Told {
  const texts = historyTexts.in(teller.language).completed
  const at = (time: string): string => timeText(time, teller)
  return {
    tone: 'ok',
    icon: 'check',
    title: term && fromIso(term.startsAt) <= fromIso(completedAt) ? texts.title : texts.settled,
    body: term && <p>{texts.text(at(term.startsAt), at(term.endsAt))}</p>,
  }
}

function describeInstance(
  { kind, reference }: FactOf<OfReference>,
  texts: ReturnType<typeof historyTexts.in>,
): Told {
  const looks: Readonly<Record<typeof kind, Pick<Told, 'tone' | 'icon'> & { said: Said }>> = {
    'instance.accepted': { tone: 'call', icon: 'clock', said: texts.accepted },
    'instance.opened': { tone: 'ok', icon: 'server', said: texts.opened },
    'instance.released': { tone: 'plain', icon: 'trash', said: texts.released },
    'instance.orphan_found': { tone: 'warn', icon: 'alert', said: texts.orphanFound },
    'instance.second': { tone: 'warn', icon: 'alert', said: texts.second },
    'instance.unaddressed': { tone: 'warn', icon: 'alert', said: texts.unaddressed },
    'instance.shared': { tone: 'warn', icon: 'alert', said: texts.shared },
  }
  const { tone, icon, said } = looks[kind]
  return { tone, icon, ...referenced(said, reference) }
}

type Said = { readonly title: string; readonly text: string }
function failedBecause(reason: string | undefined, { language }: Teller): ReactNode {
  const texts = historyTexts.in(language).failed
  if (!reason || reason === 'window_over') return <p>{texts.window_over}</p>
  return <p>{texts.text(reason)}</p>
}

function referenced(said: Said, reference: string | undefined) {
  const body = reference && (
    <p>
      {said.text} <CopyText value={reference} label={said.text} />
    </p>
  )
  return { title: said.title, body }
}

function Submitted(props: {
  readonly lines: readonly SubmittedLine[]
  readonly who: string | undefined
  readonly teller: Teller
}) {
  const { language } = props.teller
  const comma = language === 'zh-CN' ? '，' : ', '
  return (
    <>
      {props.lines.map((line, index) => (
        <p className="line" key={index}>
          {[
            `${inLanguage(line.name, language)} × ${countText(line.quantity)}`,
            termText(line.periodCount, line.period, language),
          ].join(comma)}
        </p>
      ))}
      {byWhom(props, props.teller)}
    </>
  )
}

function RefundNote(props: {
  readonly fact: Extract<Fact, { kind: 'order.refunded' }>
  readonly teller: Teller
}) {
  const { cause, refundNumber, refundOrderId } = props.fact
  const texts = historyTexts.in(props.teller.language).refunded
  const because = cause && <p>{texts.because[cause]}</p>
  if (!refundNumber) return because
  return (
    <>
      {because}
      <RefundOrder number={refundNumber} orderId={refundOrderId} teller={props.teller} />
    </>
  )
}

function RefundOrder(props: {
  readonly number: string
  readonly orderId: string | undefined
  readonly teller: Teller
}) {
  const { number: refundNumber, orderId: refundOrderId } = props
  const texts = historyTexts.in(props.teller.language).refunded
  if (props.teller.area !== 'buyer' || !refundOrderId)
    return (
      <p>
        {texts.text} <span className="mono">{refundNumber}</span>
      </p>
    )
  return (
    <p>
      {texts.text}{' '}
      <Link className="mono" to="/buyer/orders/$orderId" params={{ orderId: refundOrderId }}>
        {refundNumber}
      </Link>
    </p>
  )
}

function describeCalls(attempts: Extract<Row, { kind: 'calls' }>['attempts'], teller: Teller): Told {
  const texts = historyTexts.in(teller.language).call
  const [newest] = attempts
  const outcome = outcomeOf(newest.verdict?.code)
  const ask = texts.ask[newest.activity as keyof typeof texts.ask] ?? texts.askOther(newest.activity)
  const said = texts.outcome[outcome]
  const kind = outcomeKinds[outcome]
  return {
    tone: kind === 'bad' ? 'bad' : kind === 'warn' ? 'warn' : 'call',
    icon: kind === 'ok' ? 'arrow-left' : kind === 'bad' ? 'x' : 'restart',
    title:
      attempts.length === 1
        ? texts.one(ask, countText(newest.n), said)
        : texts.many(ask, countText(attempts.length), said),
    body: <Calls attempts={attempts} teller={teller} />,
  }
}

type CallsProps = { readonly attempts: Extract<Row, { kind: 'calls' }>['attempts']; readonly teller: Teller }

function Calls({ attempts, teller }: CallsProps) {
  const texts = historyTexts.in(teller.language).call
  const [newest] = attempts
  const outcome = outcomeOf(newest.verdict?.code)
  const isGood = outcome === 'succeeded' || outcome === 'pending'
  const mean = meanDuration(attempts)
  const took = mean === undefined ? undefined : countText(mean)
  const isFold = attempts.length > 1
  return (
    <>
      {!isGood && newest.verdict && <p>{inLanguage(newest.verdict.sentence, teller.language)}</p>}
      <CallBox
        activity={newest.activity}
        result={<AttemptOutcome outcome={outcome} resultCode={newest.resultCode} />}
        {...defined({
          duration: took === undefined ? undefined : isFold ? texts.average(took) : texts.took(took),
        })}
      >
        {(isFold || teller.area !== 'buyer') && <CallDetails attempts={attempts} teller={teller} />}
      </CallBox>
    </>
  )
}

/** What a row opens to: each attempt that it stands for, and for seller and operator the way to the bytes. */
function CallDetails({ attempts, teller }: CallsProps) {
  const texts = historyTexts.in(teller.language).call
  const { callId } = attempts[0]
  return (
    <div className="cbox__in">
      {attempts.length > 1 && (
        <div className="scroll-x">
          <table>
            <tbody>
              {attempts.map((attempt) => (
                <tr key={attempt.sequence}>
                  <td>{timeText(attempt.at, { ...teller, precision: 'clock' })}</td>
                  <td>{attempt.resultCode ?? attempt.verdict?.code ?? '–'}</td>
                  <td>
                    {attempt.durationMs === undefined ? '–' : texts.took(countText(attempt.durationMs))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {teller.area !== 'buyer' && (
        <Link to={`/${teller.area}/calls/$callId`} params={{ callId }}>
          {texts.open}
        </Link>
      )}
    </div>
  )
}

/** `120 席，1 年`, `120 seats, 1 year`: how much of a line was bought, and for how long. */
export function amountAndTerm(
  line: {
    readonly quantity: number
    readonly unit?: { readonly zh: string; readonly en: string } | undefined
    readonly periodCount: number
    readonly period: Period
  },
  language: Language,
): string {
  const term = termText(line.periodCount, line.period, language)
  if (!line.unit) return line.quantity === 1 ? term : `${countText(line.quantity)} × ${term}`
  return `${quantityText(line.quantity, line.unit, language)}${language === 'zh-CN' ? '，' : ', '}${term}`
}
