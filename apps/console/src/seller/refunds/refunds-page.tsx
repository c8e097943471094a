import { RequestListPage } from '../../centre/refunds/request-list.tsx'

export const RefundsPage = () => <RequestListPage area="seller" />
