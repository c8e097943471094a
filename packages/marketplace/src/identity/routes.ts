import { omitUndefined, toIso } from '@loggia/kernel'
import type { Language, WallInstant } from '@loggia/kernel'
import type {
  CompanySignIn as WireSignIn,
  EmailDomain as WireDomain,
  IdentityProvider as WireProvider,
  ProviderTest as WireTest,
} from '@loggia/protocol/console'
import { toWireTime } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { EmailDomain } from './schema.ts'
import { computeLoss, describeRecord } from './service/watch.ts'
import type { Identity } from './service/index.ts'
import type { CompanySignIn, ShownProvider } from './service/providers.ts'

const presentProvider = (of: ShownProvider): WireProvider => ({
  id: of.id,
  issuer: of.issuer,
  clientId: of.clientId,
  scopes: [...of.scopes],
  foundBy: of.foundBy,
  addsPeople: of.addsPeople,
  enforced: of.enforced,
  enabled: of.enabled,
  setUpBy: of.setUpByName,
  createdAt: toWireTime(of.createdAt),
  changedAt: toWireTime(of.changedAt),
})

function readState({ verifiedAt, missedAt }: EmailDomain): WireDomain['state'] {
  if (verifiedAt === undefined) return 'waiting'
  return missedAt === undefined ? 'verified' : 'missed'
}
const toIsoOf = (at: WallInstant | undefined): string | undefined =>
  at === undefined ? undefined : toIso(at)

const presentDomain = (of: EmailDomain): WireDomain =>
  omitUndefined({
    domain: of.domain,
    state: readState(of),
    record: describeRecord(of),
    verifiedAt: toWireTime(of.verifiedAt),
    lostAt: toIsoOf(computeLoss(of)),
  })

type OperatorSignIn = Omit<WireSignIn, 'domains'>
const presentOperators = ({ provider, people, onlyWay }: CompanySignIn): OperatorSignIn =>
  omitUndefined({ provider: provider && presentProvider(provider), people, onlyWay })

const presentSignIn = (of: CompanySignIn): WireSignIn => ({
  ...presentOperators(of),
  domains: of.domains.map(presentDomain),
})

type Test = Awaited<ReturnType<Identity['findTest']>>
const presentTest = (test: Test, language: Language): { test?: WireTest } =>
  omitUndefined({
    test:
      test &&
      omitUndefined({
        at: toIso(test.at),
        claims: test.claims,
        outcome: test.outcome,
        reason: test.reason?.[language === 'zh-CN' ? 'zh' : 'en'],
      }),
  })

export const createIdentityRoutes = (identity: Identity): Handlers => ({
  'GET /api/buyer/enterprises/:enterpriseId/sign-in': async ({ actor, params }) =>
    presentSignIn(await identity.getCompanySignIn(actor, params.enterpriseId)),
  'PUT /api/buyer/enterprises/:enterpriseId/identity-provider': async ({ actor, params, body }) =>
    presentSignIn(await identity.setCompanyProvider(actor, params.enterpriseId, body)),
  'DELETE /api/buyer/enterprises/:enterpriseId/identity-provider': async ({ actor, params }) => {
    await identity.removeCompanyProvider(actor, params.enterpriseId)
    return null
  },
  'GET /api/buyer/enterprises/:enterpriseId/identity-provider/test': async ({ actor, params, language }) =>
    presentTest(await identity.findTest(actor, params.enterpriseId), language),
  'POST /api/buyer/enterprises/:enterpriseId/email-domains': async ({ actor, params, body }) =>
    presentSignIn(await identity.addDomain({ actor, id: params.enterpriseId, domain: body.domain })),
  'POST /api/buyer/enterprises/:enterpriseId/email-domains/:domain/check': async ({ actor, params }) =>
    presentSignIn(await identity.checkDomain({ actor, id: params.enterpriseId, domain: params.domain })),
  'DELETE /api/buyer/enterprises/:enterpriseId/email-domains/:domain': async ({ actor, params }) => {
    await identity.removeDomain({ actor, id: params.enterpriseId, domain: params.domain })
    return null
  },
  'GET /api/operator/sign-in': async ({ actor }) => presentOperators(await identity.getOperatorSignIn(actor)),
  'PUT /api/operator/identity-provider': async ({ actor, body }) =>
    presentOperators(await identity.setOperatorProvider(actor, body)),
  'DELETE /api/operator/identity-provider': async ({ actor }) => {
    await identity.removeOperatorProvider(actor)
    return null
  },
  'GET /api/operator/identity-provider/test': async ({ actor, language }) =>
    presentTest(await identity.findTest(actor, 'operators'), language),
  'GET /api/company-connections': async ({ actor }) => ({
    items: (await identity.listOwnConnections(actor)).map(({ providerId, company, connectedAt, usedAt }) =>
      omitUndefined({
        providerId,
        company,
        connectedAt: toWireTime(connectedAt),
        usedAt: toWireTime(usedAt),
      }),
    ),
  }),
  'DELETE /api/company-connections/:providerId': async ({ actor, params }) => {
    await identity.endOwnConnection(actor, params.providerId)
    return null
  },
  'GET /api/company-sign-in': ({ query }) => identity.findCompany(query.domain),
})
