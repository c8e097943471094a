import { omitUndefined } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import type {
  AppCredential as WireCredential,
  Assignment as WireAssignment,
  ConnectedApp as WireApp,
  ConnectedAppRow,
  HistoryEntry as WireEntry,
  OperatorsConnectedApp,
  SellersConnectedApp,
  SyncBatch as WireBatch,
  TestAccount,
  TestBatch,
} from '@loggia/protocol/console'
import { presentVerdict } from '../calls/index.ts'
import { toWireTime } from '../platform/index.ts'
import type { Handlers, HistoryEntry, MemberActor } from '../platform/index.ts'
import type { Assignment } from './schema.ts'
import type { Apps } from './service/index.ts'
import type { BuyersApp, BuyersAppDetail, OperatorsApp, ShownApp, ShownBatch } from './service/lists.ts'
import type { SellersApp, ShownCredential, ShownTest, ShownTestBatch } from './service/sellers-lists.ts'

const presentBatch = ({ batch, decisions }: ShownBatch): WireBatch =>
  omitUndefined({
    id: batch.id,
    n: batch.n,
    subject: batch.subject,
    change: batch.change,
    items: batch.items,
    state: batch.state,
    createdAt: toWireTime(batch.createdAt),
    endedAt: toWireTime(batch.endedAt),
    decidedAt: toWireTime(batch.decided?.at),
    decidedBy: batch.decided?.name,
    reason: batch.decided?.reason,
    decisions: [...decisions],
  })

const presentApp = ({ app, product, asks }: ShownApp) =>
  omitUndefined({
    id: app.id,
    product,
    service: app.of && { id: app.of.subscriptionId, orderNumber: app.orderNumber },
    state: app.state,
    asks: asks && presentBatch(asks),
    createdAt: toWireTime(app.createdAt),
    connectedAt: toWireTime(app.connectedAt),
    endedAt: toWireTime(app.endedAt),
  })

const presentOfBuyer = (shown: BuyersApp): ConnectedAppRow => ({
  ...presentApp(shown),
  enterprise: { id: shown.app.of.enterpriseId, name: shown.enterprise },
  people: shown.people,
})

const presentDetail = (shown: BuyersAppDetail): WireApp =>
  omitUndefined({
    ...presentOfBuyer(shown),
    askedData: [...shown.askedData],
    sharedData: [...shown.app.sharedData],
    tenantId: shown.tenant.id,
    domain: shown.tenant.domain,
    signOn: shown.signOn,
    loginUrl: shown.app.loginUrl,
    clientId: shown.app.clientId,
    departments: shown.departments,
    stuck: shown.stuck && presentBatch(shown.stuck),
    reconciledAt: toWireTime(shown.app.reconciledAt),
  })

const presentAssignment = ({ isEnding, ...of }: Assignment): WireAssignment =>
  omitUndefined({ ...of, ending: isEnding ? (true as const) : undefined })

const presentOfSeller = (shown: SellersApp): SellersConnectedApp => ({
  ...presentApp(shown),
  customer: shown.customer,
  people: shown.people,
  version: shown.app.version,
  adopted: shown.isAdopted,
})

const presentOfOperator = ({ customer: name, ...shown }: OperatorsApp): OperatorsConnectedApp => {
  const { buyerId: id } = shown.app.of ?? {}
  return omitUndefined({
    ...presentApp(shown),
    seller: shown.seller,
    customer: id && name && { id, name },
  })
}

const presentTest = ({ app, tenant, userName, isConfirmed, asks }: ShownTest): TestAccount =>
  omitUndefined({
    connectedAppId: app.id,
    state: app.state,
    tenantId: tenant.id,
    tenantCode: tenant.code,
    domain: tenant.domain,
    clientId: app.clientId,
    userName,
    confirmed: isConfirmed,
    asks: asks && presentBatch(asks),
  })

const presentTestBatch = ({ last, ...shown }: ShownTestBatch): TestBatch =>
  omitUndefined({
    ...presentBatch(shown),
    callId: shown.batch.callId,
    verdict: last?.verdict && presentVerdict(last.verdict),
    triedAt: toWireTime(last?.startedAt),
  })

const presentCredential = ({ credential, product, connected, test }: ShownCredential): WireCredential =>
  omitUndefined({
    id: credential.id,
    product,
    appId: credential.appId,
    name: credential.name,
    method: credential.method,
    callbackUrl: credential.callbackUrl,
    loginKind: credential.loginKind,
    loginUrl: credential.loginUrl,
    publicKey: credential.publicKey,
    oaep: credential.oaep,
    severalInstances: credential.severalInstances,
    askedData: [...credential.askedData],
    version: credential.version,
    createdAt: toWireTime(credential.createdAt),
    connectedApps: connected.all,
    notAdopted: connected.notAdopted,
    test: presentTest(test),
  })

/** What an entry says to whom is decided by *views*. */
export type Timelines = {
  presentHistory(
    entries: readonly HistoryEntry[],
    reader: { readonly audience: 'buyer'; readonly actor: MemberActor; readonly language: Language },
  ): Promise<WireEntry[]>
}

const createBuyerReads = (apps: Apps, views: Timelines): Handlers => ({
  'GET /api/buyer/connectable-services': async ({ actor, query }) => {
    const page = await apps.listConnectable(actor, omitUndefined(query))
    const items = page.items.map(({ service, product }) => ({
      service: { id: service.subscriptionId, orderNumber: service.orderNumber },
      product,
      askedData: [...service.askedData],
      severalInstances: service.severalInstances,
    }))
    return { ...page, items }
  },
  'GET /api/buyer/connected-apps': async ({ actor, query }) => {
    const { asking, serviceId: subscriptionId, ...rest } = query
    const search = omitUndefined({ ...rest, subscriptionId, isAsking: asking && true })
    const page = await apps.listOfBuyer(actor, search)
    return { ...page, items: page.items.map(presentOfBuyer) }
  },
  'GET /api/buyer/connected-apps/:connectedAppId': async ({ actor, params }) =>
    presentDetail(await apps.getOfBuyer(actor, params.connectedAppId)),
  'GET /api/buyer/connected-apps/:connectedAppId/history': async ({ actor, language, params }) => {
    const entries = await apps.listHistoryOf(actor, params.connectedAppId)
    return { items: await views.presentHistory(entries, { audience: 'buyer', actor, language }) }
  },
  'GET /api/buyer/connected-apps/:connectedAppId/assignments': async ({ actor, params, query }) => {
    const page = await apps.listAssignments(actor, params.connectedAppId, omitUndefined(query))
    return { ...page, items: page.items.map(presentAssignment) }
  },
  'GET /api/buyer/connected-apps/:connectedAppId/batches': async ({ actor, params, query }) => {
    const page = await apps.listBatches(actor, params.connectedAppId, omitUndefined(query))
    return { ...page, items: page.items.map(presentBatch) }
  },
  'GET /api/buyer/sync-batches/:syncBatchId': async ({ actor, params, query }) => {
    const { items, verdict, triedAt, ...shown } = await apps.getBatch(actor, params.syncBatchId, query.after)
    return omitUndefined({
      ...presentBatch(shown),
      connectedAppId: shown.batch.connectedAppId,
      verdict: verdict && presentVerdict(verdict),
      triedAt: toWireTime(triedAt),
      itemList: [...items.items],
      nextItem: items.next,
    })
  },
})

const createBuyerActs = (apps: Apps): Handlers => ({
  'POST /api/buyer/connected-apps': async ({ request, body }) =>
    presentDetail(await apps.getOfBuyer(request.actor, await apps.connect(request, body))),
  'PUT /api/buyer/connected-apps/:connectedAppId/shared-data': async ({ actor, params, body }) => {
    await apps.shareData(actor, params.connectedAppId, body.sharedData)
    return presentDetail(await apps.getOfBuyer(actor, params.connectedAppId))
  },
  'POST /api/buyer/connected-apps/:connectedAppId/assignments': ({ request, params, body }) =>
    apps.assign(request, params.connectedAppId, body),
  'POST /api/buyer/connected-apps/:connectedAppId/withdrawals': ({ request, params, body }) =>
    apps.withdraw(request, params.connectedAppId, body),
  'POST /api/buyer/connected-apps/:connectedAppId/repetition': ({ actor, params, body }) =>
    apps.repeatLeftOut(actor, params.connectedAppId, body.batchId),
  'POST /api/buyer/connected-apps/:connectedAppId/reconciliation': ({ actor, params }) =>
    apps.reconcile(actor, params.connectedAppId),
  'POST /api/buyer/sync-batches/:syncBatchId/decision': async ({ actor, params, body }) => {
    await apps.decide(actor, params.syncBatchId, body)
    return null
  },
})

const createSellerRoutes = (apps: Apps): Handlers => ({
  'GET /api/seller/app-credentials': async ({ actor }) => ({
    items: (await apps.listCredentials(actor)).map(presentCredential),
  }),
  'POST /api/seller/app-credentials': async ({ actor, body }) => {
    const { id, appKey } = await apps.createCredential(actor, body)
    return { ...presentCredential(await apps.getCredential(actor, id)), appKey }
  },
  'GET /api/seller/app-credentials/:appCredentialId': async ({ actor, params }) =>
    presentCredential(await apps.getCredential(actor, params.appCredentialId)),
  'PUT /api/seller/app-credentials/:appCredentialId': async ({ actor, params, body }) => {
    await apps.changeCredential(actor, params.appCredentialId, body)
    return presentCredential(await apps.getCredential(actor, params.appCredentialId))
  },
  'POST /api/seller/app-credentials/:appCredentialId/key': ({ actor, params }) =>
    apps.replaceKey(actor, params.appCredentialId),
  'POST /api/seller/app-credentials/:appCredentialId/adoption': ({ actor, params, body }) =>
    apps.adopt(actor, params.appCredentialId, body),
  'POST /api/seller/app-credentials/:appCredentialId/test-account': async ({ actor, params }) => {
    await apps.requestTest(actor, params.appCredentialId)
    return presentCredential(await apps.getCredential(actor, params.appCredentialId))
  },
  'GET /api/seller/app-credentials/:appCredentialId/test-batches': async ({ actor, params, query }) => {
    const page = await apps.listTestBatches(actor, params.appCredentialId, omitUndefined(query))
    return { ...page, items: page.items.map(presentTestBatch) }
  },
  'POST /api/seller/app-credentials/:appCredentialId/test-repetition': async ({ actor, params }) => {
    await apps.repeatTest(actor, params.appCredentialId)
    return presentCredential(await apps.getCredential(actor, params.appCredentialId))
  },
  'GET /api/seller/connected-apps': async ({ actor, query }) => {
    const { appCredentialId: credentialId, notAdopted, ...rest } = query
    const search = omitUndefined({ ...rest, credentialId, isNotAdopted: notAdopted && true })
    const page = await apps.listOfSeller(actor, search)
    return { ...page, items: page.items.map(presentOfSeller) }
  },
})

const createOperatorRoutes = (apps: Apps): Handlers => ({
  'GET /api/operator/connected-apps': async ({ actor, query }) => {
    const { asking, ...rest } = query
    const page = await apps.listAll(actor, omitUndefined({ ...rest, isAsking: asking && true }))
    return { ...page, items: page.items.map(presentOfOperator) }
  },
})

export const createAppRoutes = (apps: Apps, views: Timelines): Handlers => ({
  ...createBuyerReads(apps, views),
  ...createBuyerActs(apps),
  ...createSellerRoutes(apps),
  ...createOperatorRoutes(apps),
})
