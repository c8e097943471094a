import { Members } from '../../centre/members/members-page.tsx'

export const MembersPage = () => <Members area="seller" />
