import { TicketListPage } from '../../centre/tickets/ticket-list.tsx'

export const TicketsPage = () => <TicketListPage area="operator" />
