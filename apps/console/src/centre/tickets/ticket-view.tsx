import { Icon, Time, formatTime, useLanguage, useText, useZone } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useRead } from '../api.ts'
import type { Area } from '../frame.ts'
import { CardSkeleton, Loaded } from '../parts/loaded.tsx'
import { Card, Fact, MissingPage, Page } from '../parts/page.tsx'
import { TicketActs } from './ticket-acts.tsx'
import { AnswerCard, WriteCard } from './ticket-forms.tsx'
import { TicketState } from './ticket-state.tsx'
import type { TicketOf } from './ticket-state.tsx'
import { ticketTexts } from './texts.ts'
import '../supervision/supervision.css'
import './tickets.css'

const refreshMs = 15_000

/** One ticket, the same page for buyer, seller and operators, who have `notes` of their own. */
export function TicketView(props: {
  readonly area: Area
  readonly ticketId: string
  readonly notes?: ReactNode
}) {
  const { area, ticketId, notes } = props
  const key: 'GET /api/buyer/tickets/:ticketId' = `GET /api/${area}/tickets/:ticketId` as never
  const ticket = useRead(
    key,
    { params: { ticketId } },
    { refetchInterval: (of) => (of?.state === 'closed' ? false : refreshMs) },
  )
  return (
    <Loaded of={ticket} skeleton={<CardSkeleton rows={8} />} missing={<Missing area={area} />}>
      {(found) => <Shown area={area} of={found} notes={notes} />}
    </Loaded>
  )
}

function Missing({ area }: { readonly area: Area }) {
  const { missing } = ticketTexts.use()
  return (
    <MissingPage
      area={area}
      title={missing.title}
      text={missing.text}
      back={
        <Link className="btn" to={`/${area}/tickets`}>
          {missing.back}
        </Link>
      }
    />
  )
}

function Shown({ area, of, notes }: TicketOf & { readonly notes: ReactNode }) {
  const texts = ticketTexts.use()
  const text = useText()
  const isLate = of.late && of.dueAt !== undefined
  return (
    <Page
      area={area}
      title={of.title}
      crumbs={<Link to={`/${area}/tickets`}>{texts.title}</Link>}
      state={<TicketState area={area} of={of} pill />}
      actions={<TicketActs area={area} of={of} />}
      lead={
        <span>
          {texts.kinds[of.kind]} · {text(of.product.name)}
        </span>
      }
    >
      <div className={isLate ? 'note note--warn' : 'note note--info'}>
        <Icon name={isLate ? 'alert' : 'info'} />
        <p>{useNextText({ area, of })}</p>
      </div>
      <div className="od">
        <div className="od__main">
          <Talk area={area} of={of} />
          {area === 'buyer' ? <WriteCard of={of} /> : <AnswerCard area={area} of={of} />}
          {notes}
        </div>
        <aside className="od__side">
          <Facts area={area} of={of} />
        </aside>
      </div>
    </Page>
  )
}

/** What the state means to the reader, and until when. */
function useNextText({ area, of }: TicketOf): string {
  const { next } = ticketTexts.use()
  const language = useLanguage()
  const zone = useZone()
  const format = (at: string | undefined) =>
    at === undefined ? '' : formatTime(at, { language, zone, precision: 'minute' })
  if (area === 'seller' && of.handler === 'operator') return next.passed
  const said = area === 'buyer' ? next.buyer : next.handler
  if (of.state === 'closed')
    return of.acts.includes('reopen') || area !== 'buyer' ? said.closed(format(of.reopenUntil)) : said.over
  if (area === 'operator' && of.handler === 'seller') return next.sellers
  if (of.late && (area !== 'buyer' || of.acts.includes('raise'))) return said.late
  return said[of.state](format(of.dueAt ?? of.closesAt))
}

/** What was written, oldest first. */
function Talk({ area, of }: TicketOf) {
  const texts = ticketTexts.use()
  return (
    <Card id={useId()} title={texts.talk} bare>
      <ol className="ticket-talk">
        {of.entries.map(({ id, by, name, text, at }) => (
          <li key={id} className={by === area ? 'ticket-talk__own' : undefined}>
            <div className="ticket-talk__head">
              <b>{name === undefined ? texts.who[by] : `${texts.who[by]} · ${name}`}</b>
              <Time at={at} />
            </div>
            <p className="ticket-talk__text">{text}</p>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Facts({ area, of }: TicketOf) {
  const { facts, kinds, handlers } = ticketTexts.use()
  const text = useText()
  return (
    <Card id={useId()} title={facts.title} bare>
      <dl className="ins ins--one">
        <Fact name={facts.kind}>{kinds[of.kind]}</Fact>
        <Fact name={facts.handler}>{handlers[of.handler]}</Fact>
        {area !== 'buyer' && <Fact name={facts.buyer}>{text(of.buyer)}</Fact>}
        {area !== 'seller' && <Fact name={facts.seller}>{text(of.seller)}</Fact>}
        <Fact name={facts.product}>{text(of.product.name)}</Fact>
        <Fact name={facts.order}>
          <Link className="mono" to={`/${area}/orders/$orderId`} params={{ orderId: of.order.id }}>
            {of.order.number}
          </Link>
        </Fact>
        {area === 'buyer' && of.serviceId !== undefined && (
          <Fact name={facts.service}>
            <Link to="/buyer/services/$serviceId" params={{ serviceId: of.serviceId }}>
              {facts.openService}
            </Link>
          </Fact>
        )}
        <Moments of={of} />
      </dl>
    </Card>
  )
}

function Moments({ of }: Pick<TicketOf, 'of'>) {
  const { facts } = ticketTexts.use()
  const { firstAnswer, raisedAt, closedAt } = of
  const moments = [
    [facts.opened, of.openedAt],
    [facts.firstDue, firstAnswer.dueAt],
    [facts.firstAnswer, firstAnswer.at],
    [facts.raised, raisedAt],
    [facts.closed, closedAt],
  ] as const
  return moments.map(
    ([name, at]) =>
      at !== undefined && (
        <Fact key={name} name={name}>
          <Time at={at} />
        </Fact>
      ),
  )
}
