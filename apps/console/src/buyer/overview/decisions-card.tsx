import { Link } from '@tanstack/react-router'
import type { BuyerRenewals } from '@loggia/protocol/console'
import { formatAmount, formatCount, useText } from '@loggia/ui'
import { useId } from 'react'
import { Deadline, Need } from '../../centre/overview/needs.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { createRenewSearch } from '../renewing/renew-search.ts'
import { stateKinds } from './calendar-card.tsx'
import { buyerOverviewTexts } from './texts.ts'

type Entry = BuyerRenewals['calendar'][number]
/** The others are in the list of services. */
const mostShown = 6

/** What nothing happens to by itself that the buyer would want: all but automatic renewals. */
export const listDecisions = ({ calendar }: BuyerRenewals): readonly Entry[] =>
  calendar.filter(({ kind }) => kind !== 'renews')

/** The services to decide on: what happens when, and what the renewal costs. */
export function DecisionsCard({ of }: { readonly of: BuyerRenewals }) {
  const texts = buyerOverviewTexts.use().decisions
  const open = listDecisions(of)
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={<span className="t13 faint">{texts.count(formatCount(open.length))}</span>}
      end={
        <Link className="link t13" to="/buyer/services">
          {texts.all}
        </Link>
      }
      bare
    >
      {open.length === 0 ? (
        <p className="card__body t13 dim">{texts.none}</p>
      ) : (
        <ol className="todo">
          {open.slice(0, mostShown).map((entry, i) => (
            <Decision key={entry.id} of={entry} isFirst={i === 0} />
          ))}
        </ol>
      )}
    </Card>
  )
}

function Decision({ of, isFirst }: { readonly of: Entry; readonly isFirst: boolean }) {
  const texts = buyerOverviewTexts.use()
  const text = useText()
  const { id, name, kind, amount, at } = of
  return (
    <Need
      kind={stateKinds[kind]}
      state={texts.calendar.moments[kind]}
      title={
        <Link to="/buyer/services/$serviceId" params={{ serviceId: id }}>
          {text(name)}
        </Link>
      }
      text={
        <>
          {amount && texts.decisions.cost(formatAmount(amount))} {texts.decisions.after[kind]}
        </>
      }
      by={<Deadline at={at} what={(time) => time} past={texts.decisions.past} />}
      act={
        <Act of={of} name={text(name)} buttonClass={isFirst ? 'btn btn--sm btn--primary' : 'btn btn--sm'} />
      }
    />
  )
}

type ActProps = { readonly of: Entry; readonly name: string; readonly buttonClass: string }

function Act({ of: { id, kind, amount }, name, buttonClass }: ActProps) {
  const { acts } = buyerOverviewTexts.use().decisions
  if (kind === 'trial_ends')
    return (
      <Link
        className={buttonClass}
        to="/buyer/services/$serviceId/convert"
        params={{ serviceId: id }}
        aria-label={`${acts.convert}: ${name}`}
      >
        {acts.convert}
      </Link>
    )
  if (!amount) return <span className="faint t13">{acts.none}</span>
  return (
    <Link
      className={buttonClass}
      to="/buyer/renew"
      search={createRenewSearch([id])}
      aria-label={`${acts.renew}: ${name}`}
    >
      {acts.renew}
    </Link>
  )
}
