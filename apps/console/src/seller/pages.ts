import { accountRoutes } from './account/route.ts'
import { accessRoutes } from './access/route.ts'
import { agreementRoutes } from './agreement/route.ts'
import { appRoutes } from './apps/route.ts'
import { callRoutes } from './calls/route.ts'
import { clockRoutes } from './clock/route.ts'
import { developerRoutes } from './developers/route.ts'
import { dialTestRoutes } from './dial-tests/route.ts'
import { diagnosisRoutes } from './diagnosis/route.ts'
import { feedbackRoutes } from './feedback/route.ts'
import { healthRoutes } from './health/route.ts'
import { licenseRoutes } from './licenses/route.ts'
import { memberRoutes } from './members/route.ts'
import { messageRoutes } from './messages/route.ts'
import { orderRoutes } from './orders/route.ts'
import { organisationRoutes } from './organisation/route.ts'
import { overviewRoutes } from './overview/route.ts'
import { productRoutes } from './products/route.ts'
import { refundRoutes } from './refunds/route.ts'
import { supervisionRoutes } from './supervisions/route.ts'
import { testCallRoutes } from './test-calls/route.ts'
import { ticketRoutes } from './tickets/route.ts'
import { seller } from './centre.tsx'

/** The pages of this centre, one line per feature, in the order of the menu. */
export const sellerPages = seller.addChildren([
  ...overviewRoutes,
  ...orderRoutes,
  ...supervisionRoutes,
  ...licenseRoutes,
  ...refundRoutes,
  ...ticketRoutes,
  ...productRoutes,
  ...feedbackRoutes,
  ...accessRoutes,
  ...appRoutes,
  ...testCallRoutes,
  ...callRoutes,
  ...healthRoutes,
  ...dialTestRoutes,
  ...diagnosisRoutes,
  ...developerRoutes,
  ...messageRoutes,
  ...organisationRoutes,
  ...agreementRoutes,
  ...memberRoutes,
  ...clockRoutes,
  ...accountRoutes,
])
