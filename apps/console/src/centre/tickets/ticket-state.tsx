import type { Ticket, TicketSummary } from '@loggia/protocol/console'
import type { TicketState as StateName } from '@loggia/protocol/console/tickets/kinds'
import { State } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import type { Area } from '../frame.ts'
import { ticketTexts } from './texts.ts'

/** A ticket as a party reads it. */
export type TicketOf = { readonly area: Area; readonly of: Ticket }

const kinds: Readonly<Record<StateName, StateKind>> = {
  waiting: 'warn',
  processing: 'run',
  waiting_customer: 'ice',
  waiting_confirmation: 'ok',
  closed: 'end',
}

/** The state of a ticket, for buyers in their words. */
export function TicketState(props: {
  readonly area: Area
  readonly of: Pick<TicketSummary, 'state'>
  readonly pill?: boolean
}) {
  const { states, own } = ticketTexts.use()
  const { state } = props.of
  const names = props.area === 'buyer' ? { ...states, ...own } : states
  return (
    <State kind={kinds[state]} pill={props.pill ?? false}>
      {names[state]}
    </State>
  )
}
