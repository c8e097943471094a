import { getRouteApi } from '@tanstack/react-router'
import { TicketView } from '../../centre/tickets/ticket-view.tsx'

const route = getRouteApi('/buyer/tickets/$ticketId')

export function TicketPage() {
  const { ticketId } = route.useParams()
  return <TicketView key={ticketId} area="buyer" ticketId={ticketId} />
}
