import { describePagesOf } from './every-page.ts'

describePagesOf(['guest', 'buyer'])
