import { Link, linkOptions } from '@tanstack/react-router'
import { fromIso } from '@loggia/kernel'
import type { CallSummary, RouteReply, SellerFeedback, TicketSummary, Watch } from '@loggia/protocol/console'
import { formatAmount, formatCount, formatWholeSpan, useLanguage, useText } from '@loggia/ui'
import { useList, useRead } from '../../centre/api.ts'
import { Scene } from '../../centre/calls/scene.tsx'
import { useNow } from '../../centre/frame.ts'
import { Coming } from '../../centre/monitoring/coming.tsx'
import { monitoringTexts } from '../../centre/monitoring/texts.ts'
import { Deadline, Need, NeedsCard } from '../../centre/overview/needs.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { sellerOverviewTexts } from './texts.ts'

type Overview = RouteReply<'GET /api/seller/overview'>
const refreshMs = 30_000
/** The others are in the list of calls. */
const mostCalls = 5
/** Of tickets, and of questions; the others are in their lists. */
const mostAsked = 3
const mostProducts = 100
/** Standings that cost sales, or soon will. */
const urgent: readonly string[] = ['warned', 'frozen', 'delisted']

const waiting = [
  ['refundRequests', linkOptions({ to: '/seller/refunds' })],
  ['supervisions', linkOptions({ to: '/seller/supervisions' })],
  ['soldOut', linkOptions({ to: '/seller/products', search: { state: 'listed' } })],
  ['productsUnfinished', linkOptions({ to: '/seller/products', search: { state: 'draft' } })],
] as const

/** What needs the seller. `isKnown`: everything is answered, or will not be. */
export function useNeeds(overview: Overview | undefined) {
  const mayCalls = useMayAsk('GET /api/seller/calls', 'calls:read')
  const mayWatch = useMayAsk('GET /api/seller/monitoring', 'calls:read')
  const mayTickets = useMayAsk('GET /api/seller/tickets', 'orders:read')
  const mayQuestions = useMayAsk('GET /api/seller/feedback', 'products:read')
  const query = { result: 'open_failure', limit: mostCalls }
  const calls = useList('GET /api/seller/calls', query, { enabled: mayCalls, refetchInterval: refreshMs })
  const watches = useList(
    'GET /api/seller/monitoring',
    { limit: mostProducts },
    { enabled: mayWatch, refetchInterval: refreshMs },
  )
  const tickets = useList(
    'GET /api/seller/tickets',
    { list: 'due', limit: mostAsked },
    { enabled: mayTickets, refetchInterval: refreshMs },
  )
  const questions = useList(
    'GET /api/seller/feedback',
    { show: 'unanswered', kind: 'question', limit: mostAsked },
    { enabled: mayQuestions, refetchInterval: refreshMs },
  )
  const reads = [
    [mayCalls, calls],
    [mayWatch, watches],
    [mayTickets, tickets],
    [mayQuestions, questions],
  ] as const
  return {
    calls: calls.items ?? [],
    tickets: tickets.items ?? [],
    questions: questions.items ?? [],
    hasMore: calls.hasNextPage || tickets.hasNextPage || questions.hasNextPage,
    watches: (watches.items ?? []).filter(({ standing }) => urgent.includes(standing)),
    waiting: waiting.filter(([name]) => (overview?.[name] ?? 0) > 0),
    isKnown: reads.every(([may, of]) => !may || of.items !== undefined || of.error !== null),
  }
}

/** Everything that needs the seller, with what it costs and by when. */
export function Needs({
  of,
  overview,
}: {
  readonly of: ReturnType<typeof useNeeds>
  readonly overview: Overview
}) {
  const texts = sellerOverviewTexts.use()
  const lists = [of.calls, of.watches, of.tickets, of.questions, of.waiting]
  const count = lists.reduce((sum, list) => sum + list.length, 0)
  if (count === 0) return null
  return (
    <NeedsCard count={of.hasMore ? `${formatCount(count)}+` : formatCount(count)}>
      {of.calls.map((call, i) => (
        <CallNeed key={call.id} call={call} isFirst={i === 0} />
      ))}
      {of.watches.map((watch) => (
        <WatchNeed key={watch.product.id} of={watch} />
      ))}
      {of.tickets.map((ticket, i) => (
        <TicketNeed key={ticket.id} of={ticket} isFirst={i === 0 && of.calls.length === 0} />
      ))}
      {of.questions.map((question) => (
        <QuestionNeed key={question.id} of={question} />
      ))}
      {of.waiting.map(([name, link]) => (
        <Need
          key={name}
          kind="warn"
          state={texts.needs.waits}
          title={texts.needs.counted[name](overview[name])}
          text={texts.needs.why[name]}
          act={
            <Link className="btn btn--sm" {...link}>
              {texts.needs.act[name]}
            </Link>
          }
        />
      ))}
    </NeedsCard>
  )
}

/** A call that failed. A member who may not read orders reads of no amount. */
function CallNeed({ call, isFirst }: { readonly call: CallSummary; readonly isFirst: boolean }) {
  const texts = sellerOverviewTexts.use().alarms
  const text = useText()
  const verdict = call.last?.verdict
  const { data } = useRead(
    'GET /api/seller/orders/:orderId',
    { params: { orderId: call.order?.id ?? '' } },
    { enabled: call.order !== undefined },
  )
  const isPaidBack = data?.kind === 'new' || data?.kind === 'change'
  const until = (isPaidBack ? data.openingUntil : undefined) ?? call.windowEndsAt
  const cost = isPaidBack
    ? texts.refunded(formatAmount(data.total))
    : data?.kind === 'refund'
      ? texts.notReleased
      : texts.notTold
  return (
    <Need
      kind="bad"
      state={texts.state}
      title={
        <>
          <Scene activity={call.activity} /> {text(call.product.name)}
        </>
      }
      text={
        <>
          {call.order && <span className="mono">{call.order.number}</span>}{' '}
          {verdict && text(verdict.sentence)} {(!call.order || data) && cost}
        </>
      }
      by={<Deadline at={until} what={isPaidBack ? texts.until : texts.triedUntil} past={texts.notTried} />}
      act={
        <Link
          className={isFirst ? 'btn btn--sm btn--primary' : 'btn btn--sm'}
          to="/seller/calls/$callId"
          params={{ callId: call.id }}
        >
          {texts.act}
        </Link>
      }
    />
  )
}

function WatchNeed({ of }: { readonly of: Watch }) {
  const { standings, means, card } = monitoringTexts.use()
  const text = useText()
  const isWarned = of.standing === 'warned'
  return (
    <Need
      kind={isWarned ? 'warn' : 'bad'}
      state={standings[of.standing]}
      title={text(of.product.name)}
      text={means[of.standing]}
      by={isWarned && <Coming of={of} />}
      act={
        <Link className="btn btn--sm" to="/seller/products/$productId" params={{ productId: of.product.id }}>
          {card.see}
        </Link>
      }
    />
  )
}

/** A ticket that waits for the seller, with the end of its support time. */
function TicketNeed({ of, isFirst }: { readonly of: TicketSummary; readonly isFirst: boolean }) {
  const texts = sellerOverviewTexts.use().tickets
  const text = useText()
  return (
    <Need
      kind={of.late ? 'bad' : 'warn'}
      state={texts.state}
      title={of.title}
      text={`${text(of.product.name)} · ${text(of.buyer)}`}
      by={of.dueAt && <Deadline at={of.dueAt} what={texts.until} past={texts.late} />}
      act={
        <Link
          className={isFirst ? 'btn btn--sm btn--primary' : 'btn btn--sm'}
          to="/seller/tickets/$ticketId"
          params={{ ticketId: of.id }}
        >
          {texts.act}
        </Link>
      }
    />
  )
}

/** A question of a buyer on a product's page. Nothing ends with time, but who asked waits. */
function QuestionNeed({ of }: { readonly of: SellerFeedback }) {
  const texts = sellerOverviewTexts.use().questions
  const text = useText()
  return (
    <Need
      kind="warn"
      state={texts.state}
      title={of.text}
      text={`${text(of.product.name)} · ${text(of.author)}`}
      by={<Waiting since={of.at} />}
      act={
        <Link className="btn btn--sm" to="/seller/feedback" search={{ kind: 'question' }}>
          {texts.act}
        </Link>
      }
    />
  )
}

function Waiting({ since }: { readonly since: string }) {
  const { waits } = sellerOverviewTexts.use().questions
  const language = useLanguage()
  return <span>{waits(formatWholeSpan(useNow()() - fromIso(since), language))}</span>
}
