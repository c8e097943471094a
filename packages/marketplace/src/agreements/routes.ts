import { omitUndefined } from '@loggia/kernel'
import { toWireTime } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { Agreement } from './schema.ts'
import type { Agreements } from './service.ts'

const present = ({ version, text, at }: Agreement) => omitUndefined({ version, text, at: toWireTime(at) })

type Standing = Awaited<ReturnType<Agreements['getSellerStanding']>>
const presentStanding = ({ agreement, accepted, isAccepted }: Standing) =>
  omitUndefined({
    agreement: present(agreement),
    isAccepted,
    accepted: accepted && { version: accepted.version, at: toWireTime(accepted.at) },
  })

export const createAgreementRoutes = (agreements: Agreements): Handlers => ({
  'GET /api/agreements/:kind': async ({ params }) => present(await agreements.getAgreement(params.kind)),
  'GET /api/seller/agreement': async ({ actor }) =>
    presentStanding(await agreements.getSellerStanding(actor)),
  'POST /api/seller/agreement/acceptance': async ({ actor, body }) =>
    presentStanding(await agreements.acceptAsSeller(actor, body.version)),
  'GET /api/operator/agreements': async ({ actor, query: { kind, limit, after } }) => {
    const from = after === undefined ? undefined : Number(after)
    const page = await agreements.listAgreements(actor, kind, { limit, after: from })
    return omitUndefined({ items: page.items.map(present), next: page.next })
  },
  'POST /api/operator/agreements/:kind': async ({ actor, params, body }) =>
    present(await agreements.publishAgreement(actor, params.kind, body.text)),
})
