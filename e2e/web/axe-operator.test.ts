import { describePagesOf } from './every-page.ts'

describePagesOf(['operator'])
