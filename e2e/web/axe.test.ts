import { describePagesOf } from './every-page.ts'
import { roles } from './routes.ts'

describePagesOf(roles)
