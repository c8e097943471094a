import { omitUndefined, toIso } from '@loggia/kernel'
import type { Passkey } from '@loggia/protocol/console'
import { partyProblems } from '../parties/index.ts'
import type { Parties, SignedIn } from '../parties/index.ts'
import type { Edge } from './edge.ts'
import type { Exchange, ExchangeHandlers, FactorKey } from './session-routes.ts'
import { keepStep, readSite, readStep } from './sign-in-steps.ts'

type KeptPasskey = Awaited<ReturnType<Parties['listFactors']>>['passkeys'][number]
const presentPasskey = ({ id, name, addedAt, usedAt }: KeptPasskey): Passkey =>
  omitUndefined({
    id,
    name,
    addedAt: toIso(addedAt),
    usedAt: usedAt === undefined ? undefined : toIso(usedAt),
  })

function requireSession({ who }: Exchange): SignedIn {
  if (!who) throw partyProblems.sign_in_required()
  return who
}

/** Second factors; the sign-ins with them are session routes, since they set the session's cookie. */
export function createFactorRoutes(edge: Edge): ExchangeHandlers<FactorKey> {
  const site = readSite(edge)
  const { parties } = edge
  return {
    'POST /api/session/second-factor/challenge': async (_, { request }) => ({
      options: await parties.requestSecondSignature(readStep(edge, request), site),
    }),
    'POST /api/session/passkey/challenge': async (_, { reply }) => {
      const { token, options } = await parties.requestPasskeySignIn(site)
      keepStep(edge, reply, token)
      return { options }
    },
    'GET /api/profile/factors': async (_, exchange) => {
      const { totpSince, passkeys, ...factors } = await parties.listFactors(requireSession(exchange))
      return {
        ...factors,
        totp: totpSince === undefined ? null : { addedAt: toIso(totpSince) },
        passkeys: passkeys.map(presentPasskey),
        canUsePasskeys: site !== undefined,
      }
    },
    'POST /api/profile/factors/challenge': async (_, exchange) => ({
      options: await parties.requestConfirmation(requireSession(exchange), site),
    }),
    'POST /api/profile/totp': ({ body }, exchange) =>
      parties.startTotp(requireSession(exchange), { ...body, site }),
    'POST /api/profile/totp/confirmation': ({ body }, exchange) =>
      parties.confirmTotp(requireSession(exchange), body.code),
    'POST /api/profile/totp/removal': async ({ body }, exchange) => {
      await parties.removeTotp(requireSession(exchange), { ...body, site })
      return null
    },
    'POST /api/profile/passkeys/options': async ({ body }, exchange) => ({
      options: await parties.startPasskey(requireSession(exchange), { ...body, site }),
    }),
    'POST /api/profile/passkeys': async ({ body }, exchange) => {
      const added = await parties.addPasskey(requireSession(exchange), { ...body, site })
      return { ...added, passkey: presentPasskey(added.passkey) }
    },
    'PUT /api/profile/passkeys/:passkeyId': async ({ params, body }, exchange) => {
      await parties.renamePasskey(requireSession(exchange), params.passkeyId, body.name)
      return null
    },
    'POST /api/profile/passkeys/:passkeyId/removal': async ({ params, body }, exchange) => {
      await parties.removePasskey(requireSession(exchange), params.passkeyId, { ...body, site })
      return null
    },
    'POST /api/profile/recovery-codes': async ({ body }, exchange) => ({
      recoveryCodes: await parties.replaceRecoveryCodes(requireSession(exchange), { ...body, site }),
    }),
  }
}
