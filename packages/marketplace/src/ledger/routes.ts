import { fromWireMoney } from '../platform/index.ts'
import type { Handlers, HandlerRequest } from '../platform/index.ts'
import type { ChangeKind } from './schema.ts'
import type { Ledger } from './service/index.ts'

type Asked = HandlerRequest<'POST /api/operator/buyers/:buyerId/top-ups'>

export function createLedgerRoutes(ledger: Ledger): Handlers {
  const change =
    (kind: ChangeKind) =>
    ({ request, params, body }: Asked) =>
      ledger.changeBalance(request, {
        kind,
        buyerId: params.buyerId,
        amount: fromWireMoney(body.amount),
        reason: body.reason,
      })
  return {
    'POST /api/operator/buyers/:buyerId/top-ups': change('top_up'),
    'POST /api/operator/buyers/:buyerId/corrections': change('correction'),
    'POST /api/operator/balance-changes/:changeId/decision': ({ actor, params, body }) =>
      ledger.decideBalanceChange(actor, params.changeId, body),
    'POST /api/operator/balance-changes/:changeId/withdrawal': ({ actor, params }) =>
      ledger.withdrawBalanceChange(actor, params.changeId),
  }
}
