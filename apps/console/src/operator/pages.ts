import { accountRoutes } from './account/route.ts'
import { addressRoutes } from './addresses/route.ts'
import { appRoutes } from './apps/route.ts'
import { applicationRoutes } from './applications/route.ts'
import { auditRoutes } from './audit/route.ts'
import { balanceRoutes } from './balances/route.ts'
import { calendarRoutes } from './calendar/route.ts'
import { callRoutes } from './calls/route.ts'
import { categoryRoutes } from './categories/route.ts'
import { clockRoutes } from './clock/route.ts'
import { dialTestRoutes } from './dial-tests/route.ts'
import { gateRoutes } from './gates/route.ts'
import { feedbackRoutes } from './feedback/route.ts'
import { healthRoutes } from './health/route.ts'
import { homePageRoutes } from './home-page/route.ts'
import { mailRoutes } from './mails/route.ts'
import { memberRoutes } from './members/route.ts'
import { messageRoutes } from './messages/route.ts'
import { monitoringRoutes } from './monitoring/route.ts'
import { orderRoutes } from './orders/route.ts'
import { overviewRoutes } from './overview/route.ts'
import { partyRoutes } from './parties/route.ts'
import { productRoutes } from './products/route.ts'
import { refundRoutes } from './refunds/route.ts'
import { reviewRoutes } from './reviews/route.ts'
import { settingRoutes } from './settings/route.ts'
import { supervisionRoutes } from './supervisions/route.ts'
import { synonymRoutes } from './synonyms/route.ts'
import { ticketRoutes } from './tickets/route.ts'
import { topUpRoutes } from './top-ups/route.ts'
import { operator } from './centre.tsx'

/** The pages of this centre, one line per feature, in the order of the menu. */
export const operatorPages = operator.addChildren([
  ...overviewRoutes,
  ...messageRoutes,
  ...applicationRoutes,
  ...addressRoutes,
  ...reviewRoutes,
  ...feedbackRoutes,
  ...supervisionRoutes,
  ...refundRoutes,
  ...ticketRoutes,
  ...topUpRoutes,
  ...balanceRoutes,
  ...gateRoutes,
  ...callRoutes,
  ...healthRoutes,
  ...monitoringRoutes,
  ...dialTestRoutes,
  ...appRoutes,
  ...mailRoutes,
  ...homePageRoutes,
  ...productRoutes,
  ...categoryRoutes,
  ...synonymRoutes,
  ...orderRoutes,
  ...partyRoutes,
  ...auditRoutes,
  ...memberRoutes,
  ...settingRoutes,
  ...calendarRoutes,
  ...clockRoutes,
  ...accountRoutes,
])
