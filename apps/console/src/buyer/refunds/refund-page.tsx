import { getRouteApi } from '@tanstack/react-router'
import { RequestView } from '../../centre/refunds/request-view.tsx'

const route = getRouteApi('/buyer/refunds/$refundRequestId')

export function RefundPage() {
  const { refundRequestId } = route.useParams()
  return <RequestView key={refundRequestId} area="buyer" requestId={refundRequestId} />
}
