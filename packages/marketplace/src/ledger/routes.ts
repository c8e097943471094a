import { presentFile, readUpload } from '../files/index.ts'
import { fromWireMoney } from '../platform/index.ts'
import type { Handlers, HandlerRequest } from '../platform/index.ts'
import type { ChangeKind } from './schema.ts'
import type { Ledger } from './service/index.ts'

type TopUpAsked = HandlerRequest<'POST /api/operator/buyers/:buyerId/top-ups'>
type CorrectionAsked = HandlerRequest<'POST /api/operator/buyers/:buyerId/corrections'>

export function createLedgerRoutes(ledger: Ledger): Handlers {
  const change =
    (kind: ChangeKind) =>
    ({ request, params, body }: TopUpAsked | CorrectionAsked) =>
      ledger.changeBalance(request, {
        kind,
        buyerId: params.buyerId,
        amount: fromWireMoney(body.amount),
        reason: body.reason,
        isOtherTransfer: 'isOtherTransfer' in body ? body.isOtherTransfer : undefined,
      })
  return {
    ...ofRequests(ledger),
    'POST /api/operator/buyers/:buyerId/top-ups': change('top_up'),
    'POST /api/operator/buyers/:buyerId/corrections': change('correction'),
    'POST /api/operator/balance-changes/:changeId/decision': ({ actor, params, body }) =>
      ledger.decideBalanceChange(actor, params.changeId, body),
    'POST /api/operator/balance-changes/decisions': ({ actor, body: { ids, ...decision } }) =>
      ledger.decideBalanceChanges(actor, ids, decision),
    'POST /api/operator/balance-changes/:changeId/withdrawal': ({ actor, params }) =>
      ledger.withdrawBalanceChange(actor, params.changeId),
  }
}

const ofRequests = (ledger: Ledger): Handlers => ({
  'GET /api/buyer/transfer-details': () => ledger.getTransferDetails(),
  'GET /api/operator/transfer-details': () => ledger.getTransferDetails(),
  'PUT /api/operator/transfer-details': ({ actor, body }) => ledger.setTransferDetails(actor, body),
  'POST /api/buyer/top-up-requests': ({ request, body }) =>
    ledger.requestTopUp(request, { amount: fromWireMoney(body.amount), note: body.note }),
  'PUT /api/buyer/top-up-requests/:requestId/receipt': async ({ actor, params, body }) =>
    presentFile(await ledger.addReceipt(actor, params.requestId, readUpload(body.file))),
  'POST /api/buyer/top-up-requests/:requestId/withdrawal': ({ actor, params }) =>
    ledger.withdrawRequest(actor, params.requestId),
  'POST /api/operator/top-up-requests/:requestId/arrival': ({ request, params, body }) =>
    ledger.recordArrival(request, params.requestId, { amount: fromWireMoney(body.amount), note: body.note }),
  'POST /api/operator/top-up-requests/:requestId/rejection': ({ actor, params, body }) =>
    ledger.rejectRequest(actor, params.requestId, body.reason),
})
