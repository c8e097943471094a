import type { Id } from '@loggia/kernel'
import { requireBuyer } from '../../parties/index.ts'
import { record, runInTx } from '../../platform/index.ts'
import type { MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { appProblems } from '../problems.ts'
import { requireAsked } from '../rules/credentials.ts'
import type { AppCredential, PersonalData, ServiceApp } from '../schema.ts'
import * as store from '../store/index.ts'
import { formatSecretPlace, lockOwn, scheduleReconciliation, toFact, wakeSync } from './context.ts'
import type { AppContext } from './context.ts'
import type { Mirror } from './mirror.ts'

type Ask = {
  readonly serviceId: Id<'sub'>
  readonly enterpriseId: Id<'ent'>
  readonly sharedData: readonly PersonalData[]
}

/** What names an app at its seller; both differ with each connection (joint-kit §6.2). */
export function drawClient({ randomBytes }: Pick<AppContext, 'randomBytes'>) {
  return {
    clientId: Buffer.from(randomBytes(16)).toString('hex'),
    clientSecret: Buffer.from(randomBytes(32)).toString('base64url'),
  }
}

/** R265: services are connected to the enterprises whose people use them. */
export function createConnecting(context: AppContext, mirror: Mirror) {
  const { clock, directory, ids, seal, subscriptions } = context

  /**
   * The seller is told of the enterprise, the app and the departments next (R271). Throws `app.enterprise_unknown`,
   * `app.service_unknown`, `app.one_instance`, `app.data_not_asked`.
   */
  const connect = (request: MemberRequest, ask: Ask): Promise<Id<'cap'>> =>
    runInTx(context, request, async (tx) => {
      const buyerId = requireBuyer(request.actor)
      const enterprise = await directory.lockEnterprise(tx, ask.enterpriseId)
      if (enterprise.buyerId !== buyerId || enterprise.state !== 'active')
        throw appProblems.enterprise_unknown()
      const { credential, ...service } = await lockService(tx, buyerId, ask.serviceId)
      const { enterpriseId, sharedData } = ask
      requireAsked(sharedData, credential.askedData)
      const isTaken = await store.connected.hasInstance(tx, enterpriseId, credential.productId)
      if (isTaken && !credential.severalInstances) throw appProblems.one_instance()
      const { clientId, clientSecret } = drawClient(context)
      const app: ServiceApp = {
        id: ids.next('cap'),
        credentialId: credential.id,
        productId: credential.productId,
        sellerId: credential.sellerId,
        of: { buyerId, subscriptionId: ask.serviceId, enterpriseId },
        instanceId: service.instanceId,
        orderNumber: service.orderNumber,
        clientId,
        sharedData,
        loginUrl: credential.loginUrl,
        version: credential.version,
        state: 'connecting',
        createdAt: clock.now(),
      }
      await store.connected.insert(tx, app, seal.seal(clientSecret, formatSecretPlace(app.id)))
      await start(tx, app, credential)
      return app.id
    })

  /** Locks the service, so that it neither ends nor is connected meanwhile, and keeps what the credential says. */
  async function lockService(tx: Tx, buyerId: Id<'byr'>, serviceId: Id<'sub'>) {
    await subscriptions.lock(tx, serviceId)
    const [service] = await store.services.listConnectable(tx, buyerId, { serviceId, limit: 1 })
    const credential = service && (await store.credentials.share(tx, service.credentialId))
    if (!credential) throw appProblems.service_unknown()
    return { ...service, credential }
  }

  async function start(tx: Tx, app: ServiceApp, credential: AppCredential): Promise<void> {
    await store.parts.put(tx, [toAppPart(app, credential)])
    const { subject, data } = toFact(app)
    const { subscriptionId, enterpriseId } = app.of
    await record(tx, 'connected_app.created', { subject, data: { ...data, subscriptionId, enterpriseId } })
    // All there is differs from nothing: enterprise and departments are taken over.
    await mirror.takeOver(tx, app)
    await scheduleReconciliation(context, tx, app.id)
    await wakeSync(context, tx, app.id)
  }

  /** What is passed on of the people. Throws `app.app_unknown`, `app.over`, `app.data_not_asked`. */
  const shareData = (actor: MemberActor, id: Id<'cap'>, sharedData: readonly PersonalData[]): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const found = await store.connected.find(tx, id)
      // Credentials are locked before apps: the seller who changes one does so too.
      const credential = found && (await store.credentials.share(tx, found.credentialId))
      const app = await lockOwn(context, tx, { id, buyerId: requireBuyer(actor) })
      requireAsked(sharedData, credential?.askedData ?? [])
      const shared: ServiceApp = { ...app, sharedData }
      await store.connected.save(tx, shared)
      const { subject, data } = toFact(app)
      await record(tx, 'connected_app.sharing_changed', { subject, data: { ...data, shared: sharedData } })
      await mirror.comparePeople(tx, shared)
      await wakeSync(context, tx, id)
    })

  return { connect, shareData }
}

/** The app itself, as its seller should know it. */
export const toAppPart = (
  { id, clientId }: Pick<ServiceApp, 'id' | 'clientId'>,
  { appId, publicKey, oaep }: AppCredential,
) => ({
  connectedAppId: id,
  key: 'app' as const,
  wanted: { appId, clientId, publicKey, oaep },
})
