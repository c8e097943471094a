import type { SentMail } from '@loggia/protocol/console'
import { omitUndefined, toIso } from '@loggia/kernel'
import { requireBuyer, requireOperator, requireSeller } from '../parties/index.ts'
import type { Handlers, MemberActor, Party } from '../platform/index.ts'
import { createReceiverRoutes } from './receiver-routes.ts'
import type { Mail } from './schema.ts'
import type { Mails } from './service/index.ts'

const presentMail = (mail: Mail): SentMail =>
  omitUndefined({
    id: mail.id,
    kind: mail.kind,
    name: mail.name,
    address: mail.address,
    language: mail.language,
    state: mail.state,
    attempts: mail.attempts,
    createdAt: toIso(mail.createdAt),
    endedAt: mail.endedAt === undefined ? undefined : toIso(mail.endedAt),
    nextAt: mail.dueAt === undefined ? undefined : toIso(mail.dueAt),
    fault: mail.fault,
  })

const ofBuyer = (actor: MemberActor): Party => ({ kind: 'buyer', id: requireBuyer(actor) })
const ofSeller = (actor: MemberActor): Party => ({ kind: 'seller', id: requireSeller(actor) })
const ofOperators = (actor: MemberActor): Party => {
  requireOperator(actor)
  return { kind: 'operator' }
}

export const createMailRoutes = (mails: Mails): Handlers => ({
  ...createReceiverRoutes(mails, { buyer: ofBuyer, seller: ofSeller, operator: ofOperators }),
  'GET /api/buyer/mail-preferences': ({ actor }) => mails.getPreferences(actor, ofBuyer(actor)),
  'PUT /api/buyer/mail-preferences': ({ actor, body }) => mails.setPreference(actor, ofBuyer(actor), body),
  'GET /api/seller/mail-preferences': ({ actor }) => mails.getPreferences(actor, ofSeller(actor)),
  'PUT /api/seller/mail-preferences': ({ actor, body }) => mails.setPreference(actor, ofSeller(actor), body),
  'GET /api/operator/mail-preferences': ({ actor }) => mails.getPreferences(actor, ofOperators(actor)),
  'PUT /api/operator/mail-preferences': ({ actor, body }) =>
    mails.setPreference(actor, ofOperators(actor), body),
  'GET /api/operator/mail-server': ({ actor }) => mails.getServer(actor),
  'GET /api/operator/mails': async ({ actor, query: { limit, after, state, address } }) => {
    const page = await mails.listSent(actor, { state, address }, omitUndefined({ limit, after }))
    return omitUndefined({ items: page.items.map(presentMail), next: page.next })
  },
  'POST /api/operator/mails/:mailId/sending': async ({ actor, params }) =>
    presentMail(await mails.resend(actor, params.mailId)),
  'POST /api/operator/mail-server/test': async ({ actor }) => {
    await mails.sendTest(actor)
    return null
  },
})
