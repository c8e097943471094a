import { describePagesOf } from './every-page.ts'

describePagesOf(['seller'])
