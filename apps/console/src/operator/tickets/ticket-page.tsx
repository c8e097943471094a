import { getRouteApi } from '@tanstack/react-router'
import { NotesCard } from '../notes/later.ts'
import { TicketView } from '../../centre/tickets/ticket-view.tsx'

const route = getRouteApi('/operator/tickets/$ticketId')

export function TicketPage() {
  const { ticketId } = route.useParams()
  return (
    <TicketView
      key={ticketId}
      area="operator"
      ticketId={ticketId}
      notes={<NotesCard subjectId={ticketId} />}
    />
  )
}
