import { Link } from '@tanstack/react-router'
import { TicketListPage } from '../../centre/tickets/ticket-list.tsx'
import { sellerTicketTexts } from './texts.ts'

export const TicketsPage = () => (
  <TicketListPage
    area="seller"
    actions={
      <Link className="btn" to="/seller/tickets/hours">
        {sellerTicketTexts.use().title}
      </Link>
    }
  />
)
