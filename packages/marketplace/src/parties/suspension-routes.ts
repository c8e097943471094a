import { fromIso, omitUndefined } from '@loggia/kernel'
import type { Suspension as WireSuspension } from '@loggia/protocol/console'
import { toWireTime } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import { readPage, presentPage } from './paging.ts'
import type { Suspension } from './schema/suspensions.ts'
import type { Parties } from './service/index.ts'

const presentSuspension = ({ of: _, ...one }: Suspension): WireSuspension =>
  omitUndefined({
    ...one,
    until: toWireTime(one.until),
    proposedAt: toWireTime(one.proposedAt),
    decidedAt: toWireTime(one.decidedAt),
    endedAt: toWireTime(one.endedAt),
  })

const readAsk = ({ reason, until }: { reason: string; until?: string | undefined }) => ({
  reason,
  until: until === undefined ? undefined : fromIso(until),
})

export const createSuspensionRoutes = (parties: Parties): Handlers => ({
  'GET /api/operator/buyers/:buyerId/suspensions': async ({ actor, params, query }) => {
    const party = { kind: 'buyer', id: params.buyerId } as const
    return presentPage(await parties.listSuspensions(actor, party, readPage(query)), presentSuspension)
  },
  'POST /api/operator/buyers/:buyerId/suspensions': async ({ actor, params, body }) =>
    presentSuspension(await parties.suspend(actor, { kind: 'buyer', id: params.buyerId }, readAsk(body))),
  'GET /api/operator/sellers/:sellerId/suspensions': async ({ actor, params, query }) => {
    const party = { kind: 'seller', id: params.sellerId } as const
    return presentPage(await parties.listSuspensions(actor, party, readPage(query)), presentSuspension)
  },
  'POST /api/operator/sellers/:sellerId/suspensions': async ({ actor, params, body }) =>
    presentSuspension(await parties.suspend(actor, { kind: 'seller', id: params.sellerId }, readAsk(body))),
  'POST /api/operator/suspensions/:suspensionId/confirmation': async ({ actor, params }) =>
    presentSuspension(await parties.confirmSuspension(actor, params.suspensionId)),
  'POST /api/operator/suspensions/:suspensionId/withdrawal': async ({ actor, params }) =>
    presentSuspension(await parties.withdrawSuspension(actor, params.suspensionId)),
  'POST /api/operator/suspensions/:suspensionId/end': async ({ actor, params, body }) =>
    presentSuspension(await parties.endSuspension(actor, params.suspensionId, body.reason)),
})
