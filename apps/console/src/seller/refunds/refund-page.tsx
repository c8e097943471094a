import { getRouteApi } from '@tanstack/react-router'
import { RequestView } from '../../centre/refunds/request-view.tsx'

const route = getRouteApi('/seller/refunds/$refundRequestId')

export function RefundPage() {
  const { refundRequestId } = route.useParams()
  return <RequestView key={refundRequestId} area="seller" requestId={refundRequestId} />
}
