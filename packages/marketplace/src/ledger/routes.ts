import type { Id } from '@loggia/kernel'
import { moneyFromWire } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { Ledger } from './service.ts'

export const ledgerRoutes = (ledger: Ledger): Handlers => ({
  'POST /api/operator/buyers/:buyerId/top-ups': ({ actor, params, body, idempotency }) =>
    ledger.topUp(
      actor,
      { buyerId: params.buyerId as Id<'byr'>, amount: moneyFromWire(body.amount), reason: body.reason },
      idempotency,
    ),
})
