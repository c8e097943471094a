import { SupervisionListPage } from '../../centre/supervision/supervision-list.tsx'

export const SupervisionsPage = () => <SupervisionListPage area="seller" />
