import { akSk } from './ak-sk.ts'
import { authToken } from './auth-token.ts'
import { bodySign } from './body-sign.ts'
import type { CorpusCase } from './case.ts'
import { fields } from './fields.ts'
import { licenses } from './licenses.ts'
import { orderNotification } from './order-notification.ts'
import { replies } from './replies.ts'
import { saasV2Bodies } from './saas-v2-bodies.ts'
import { saasV2Pairs } from './saas-v2-pairs.ts'
import { saasV2 } from './saas-v2.ts'
import { strangers } from './strangers/index.ts'

/** All cases. */
export const corpus: readonly CorpusCase[] = [
  ...saasV2,
  ...saasV2Bodies,
  ...saasV2Pairs,
  ...orderNotification,
  ...licenses,
  ...authToken,
  ...bodySign,
  ...fields,
  ...akSk,
  ...replies,
  ...strangers,
]
