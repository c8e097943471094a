import { accountRoutes } from './account/route.ts'
import { appRoutes } from './apps/route.ts'
import { balanceRoutes } from './balance/route.ts'
import { budgetRoutes } from './budgets/route.ts'
import { directoryRoutes } from './directory/route.ts'
import { favouriteRoutes } from './favourites/route.ts'
import { memberRoutes } from './members/route.ts'
import { messageRoutes } from './messages/route.ts'
import { orderRoutes } from './orders/route.ts'
import { organisationRoutes } from './organisation/route.ts'
import { overviewRoutes } from './overview/route.ts'
import { purchaseRequestRoutes } from './purchase-requests/route.ts'
import { refundRoutes } from './refunds/route.ts'
import { renewingRoutes } from './renewing/route.ts'
import { serviceRoutes } from './services/route.ts'
import { supervisionRoutes } from './supervisions/route.ts'
import { ticketRoutes } from './tickets/route.ts'
import { topUpRoutes } from './top-ups/route.ts'
import { buyer } from './centre.tsx'

/** The pages of this centre, one line per feature, in the order of the menu. */
export const buyerPages = buyer.addChildren([
  ...overviewRoutes,
  ...serviceRoutes,
  ...supervisionRoutes,
  ...refundRoutes,
  ...ticketRoutes,
  ...renewingRoutes,
  ...favouriteRoutes,
  ...purchaseRequestRoutes,
  ...orderRoutes,
  ...balanceRoutes,
  ...topUpRoutes,
  ...messageRoutes,
  ...organisationRoutes,
  ...memberRoutes,
  ...budgetRoutes,
  ...directoryRoutes,
  ...appRoutes,
  ...accountRoutes,
])
