import { omitUndefined } from '@loggia/kernel'
import type { PurchaseRequest as ShownRequest, PurchaseRequestSummary } from '@loggia/protocol/console'
import { toWireMoney, toWireTime } from '../platform/index.ts'
import type { AskedValues, PurchaseRequestAct } from './schema.ts'
import type { ToldRequest } from './store/index.ts'

export function presentSummary({ request, names }: ToldRequest): PurchaseRequestSummary {
  const { offer, costCentreId, decidedAt } = request
  return omitUndefined({
    id: request.id,
    state: request.state,
    product: omitUndefined({ id: request.productId, name: offer.productName, logo: offer.logo }),
    seller: names.seller,
    specification: offer.specification,
    unit: offer.unit,
    quantity: request.quantity,
    period: offer.period,
    periodCount: offer.periodCount,
    trialDays: offer.trialDays,
    amount: toWireMoney(request.amount),
    requester: { id: request.memberId, name: names.requester },
    costCentre: costCentreId && names.costCentre && { id: costCentreId, ...names.costCentre },
    askedAt: toWireTime(request.askedAt),
    expiresAt: toWireTime(request.expiresAt),
    decidedAt: decidedAt === undefined ? undefined : toWireTime(decidedAt),
  })
}

type Seen = {
  readonly parameters: AskedValues
  readonly acts: PurchaseRequestAct[]
  readonly now: ShownRequest['now']
}

export function presentRequest(told: ToldRequest, { parameters, acts, now }: Seen): ShownRequest {
  const { request, names } = told
  const { offer, approverId, decidedBy, orderId } = request
  return omitUndefined({
    ...presentSummary(told),
    reason: request.reason,
    attributes: offer.attributes ? [...offer.attributes] : undefined,
    parameters:
      parameters.length > 0
        ? parameters.map(({ name, value, label, reads }) =>
            omitUndefined({ name, value, label: label ?? { zh: name, en: name }, reads }),
          )
        : undefined,
    buyerData: offer.buyerData ? [...offer.buyerData] : undefined,
    approver: approverId && { id: approverId, name: names.approver ?? '' },
    decidedBy: decidedBy && { id: decidedBy, name: names.decider ?? '' },
    decisionReason: request.decisionReason,
    order: orderId && { id: orderId, number: names.orderNumber ?? '' },
    now,
    acts,
  })
}
