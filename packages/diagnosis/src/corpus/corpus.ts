import type { CorpusCase } from './case.ts'
import { authToken } from './auth-token.ts'
import { orderNotification } from './order-notification.ts'
import { saasV2Bodies } from './saas-v2-bodies.ts'
import { saasV2 } from './saas-v2.ts'

/** All cases. */
export const corpus: readonly CorpusCase[] = [...saasV2, ...saasV2Bodies, ...orderNotification, ...authToken]
