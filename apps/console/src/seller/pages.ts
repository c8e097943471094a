import { accountRoutes } from './account/route.ts'
import { accessRoutes } from './access/route.ts'
import { agreementRoutes } from './agreement/route.ts'
import { callRoutes } from './calls/route.ts'
import { clockRoutes } from './clock/route.ts'
import { deliveryRoutes } from './deliveries/route.ts'
import { developerRoutes } from './developers/route.ts'
import { diagnosisRoutes } from './diagnosis/route.ts'
import { memberRoutes } from './members/route.ts'
import { messageRoutes } from './messages/route.ts'
import { orderRoutes } from './orders/route.ts'
import { organisationRoutes } from './organisation/route.ts'
import { overviewRoutes } from './overview/route.ts'
import { productRoutes } from './products/route.ts'
import { testCallRoutes } from './test-calls/route.ts'
import { seller } from './centre.tsx'

/** The pages of this centre, one line per feature, in the order of the menu. */
export const sellerPages = seller.addChildren([
  ...overviewRoutes,
  ...orderRoutes,
  ...deliveryRoutes,
  ...productRoutes,
  ...accessRoutes,
  ...testCallRoutes,
  ...callRoutes,
  ...diagnosisRoutes,
  ...developerRoutes,
  ...messageRoutes,
  ...organisationRoutes,
  ...agreementRoutes,
  ...memberRoutes,
  ...clockRoutes,
  ...accountRoutes,
])
