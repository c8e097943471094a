import { applicationRoutes } from './applications.ts'
import { partyDirectoryRoutes } from './directory.ts'
import { factorRoutes } from './factors.ts'
import { memberRoutes } from './members.ts'
import { organisationRoutes } from './organisations.ts'
import { ownerResetRoutes } from './owner-resets.ts'
import { roleRoutes } from './roles.ts'
import { sessionRoutes } from './session.ts'
import { suspensionRoutes } from './suspensions.ts'

export const partyRoutes = {
  ...sessionRoutes,
  ...factorRoutes,
  ...memberRoutes,
  ...organisationRoutes,
  ...ownerResetRoutes,
  ...roleRoutes,
  ...suspensionRoutes,
  ...applicationRoutes,
  ...partyDirectoryRoutes,
}
