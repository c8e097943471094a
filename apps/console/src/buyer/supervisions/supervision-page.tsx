import { getRouteApi } from '@tanstack/react-router'
import { SupervisionView } from '../../centre/supervision/supervision-view.tsx'

const route = getRouteApi('/buyer/supervisions/$supervisionId')

export function SupervisionPage() {
  const { supervisionId } = route.useParams()
  return <SupervisionView key={supervisionId} area="buyer" supervisionId={supervisionId} />
}
