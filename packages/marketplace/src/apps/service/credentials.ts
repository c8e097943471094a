import type { Id } from '@loggia/kernel'
import { catalogProblems, getProduct } from '../../catalog/index.ts'
import { requireSeller } from '../../parties/index.ts'
import { emit, record, runInTx, wakeSoon } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { appProblems } from '../problems.ts'
import {
  appIdLength,
  createAppId,
  createTestPerson,
  decideChange,
  requireForm,
  testNames,
} from '../rules/credentials.ts'
import type { AppCredential, ConnectedApp, CredentialForm, KeyReplaced } from '../schema.ts'
import * as store from '../store/index.ts'
import { drawClient, toAppPart } from './connecting.ts'
import {
  formatDomain,
  formatKeyPlace,
  formatSecretPlace,
  reconcileWakeup,
  toFact,
  wakeSync,
} from './context.ts'
import type { AppContext } from './context.ts'

type NewCredential = CredentialForm & { readonly productId: Id<'prd'> }

/** R267–R270: what sellers register so that the people of their customers can use their apps. */
export function createCredentials(context: AppContext) {
  const { access, clock, debugging, ids, randomBytes, seal } = context

  const drawKey = (): string => Buffer.from(randomBytes(24)).toString('base64url')

  async function requireCallback(tx: Tx, { id, callbackUrl }: AppCredential): Promise<void> {
    if (callbackUrl !== undefined && (await store.credentials.hasCallback(tx, callbackUrl, id)))
      throw appProblems.callback_taken()
  }

  /**
   * R267, R269: the credential of a product, and the test connection, of which its seller's server is told at once. Gives
   * its key, which is shown only then. Throws `catalog.product_not_found`, `app.credential_exists`, `app.not_joint`,
   * `debugging.cases_missing`, `app.callback_taken`, and what is wrong with the form.
   */
  const createCredential = (
    actor: MemberActor,
    { productId, ...typed }: NewCredential,
  ): Promise<{ readonly id: Id<'acr'>; readonly appKey: string }> =>
    runInTx(context, { actor }, async (tx) => {
      const sellerId = requireSeller(actor)
      const product = await getProduct(tx, productId)
      if (product.sellerId !== sellerId) throw catalogProblems.product_not_found({ productId })
      if (await store.credentials.lockOfProduct(tx, productId)) throw appProblems.credential_exists()
      if ((await access.findProtocol(tx, productId, 'kit')) === undefined) throw appProblems.not_joint()
      await debugging.requireCases(tx, productId)
      const id = ids.next('acr')
      const appId = createAppId(randomBytes(appIdLength))
      const made = { id, productId, sellerId, appId, version: 1, createdAt: clock.now() }
      const credential: AppCredential = { ...requireForm(typed), ...made }
      await requireCallback(tx, credential)
      const appKey = drawKey()
      await store.credentials.insert(tx, credential, seal.seal(appKey, formatKeyPlace(id)))
      await record(tx, 'app_credential.created', { subject: id, data: { productId, appId } })
      await startTest(tx, credential)
      return { id, appKey }
    })

  /** joint-kit §2: enterprise, app and departments, without names of a service. */
  async function startTest(tx: Tx, credential: AppCredential): Promise<void> {
    const { clientId, clientSecret } = drawClient(context)
    const { id: credentialId, productId, sellerId, loginUrl, version, appId } = credential
    const app: ConnectedApp = {
      id: ids.next('cap'),
      credentialId,
      productId,
      sellerId,
      instanceId: '',
      orderNumber: '',
      clientId,
      sharedData: credential.askedData,
      loginUrl,
      version,
      state: 'connecting',
      createdAt: clock.now(),
    }
    // No enterprise has such a code: theirs have no underscore.
    const code = `test_${appId.toLowerCase()}`
    const tenantId = Buffer.from(randomBytes(16)).toString('hex')
    const wanted = { id: tenantId, code, name: testNames.enterprise, domain: formatDomain(context, code) }
    await store.connected.insert(tx, app, seal.seal(clientSecret, formatSecretPlace(app.id)))
    await store.parts.put(tx, [
      { connectedAppId: app.id, key: 'enterprise', wanted },
      toAppPart(app, credential),
    ])
    await store.departments.put(tx, [app.id], [{ wanted: testNames.department }])
    await record(tx, 'connected_app.created', toFact(app))
    await wakeSync(context, tx, app.id)
  }

  async function lockOwnCredential(tx: Tx, actor: MemberActor, id: Id<'acr'>): Promise<AppCredential> {
    const credential = await store.credentials.lock(tx, id)
    if (credential?.sellerId !== requireSeller(actor)) throw appProblems.credential_unknown()
    return credential
  }

  /**
   * Connected apps of customers take over another login address or key when they are adopted; the test account at once.
   * Throws `app.credential_unknown`, `app.several_for_good`, `app.callback_taken`, and what is wrong with the form.
   */
  const changeCredential = (actor: MemberActor, id: Id<'acr'>, typed: CredentialForm): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const credential = await lockOwnCredential(tx, actor, id)
      const { next, changed } = decideChange(credential, requireForm(typed))
      if (changed.length === 0) return
      await requireCallback(tx, next)
      await store.credentials.save(tx, next)
      const data = { changed, version: next.version }
      await record(tx, 'app_credential.changed', { subject: id, data })
      const tests = await store.connected.lockTests(tx, id)
      await adoptAll(
        tx,
        next,
        tests.filter(({ version }) => version < next.version),
      )
      if (changed.includes('askedData')) await noteAsked(tx, next, tests)
    })

  /** What is no longer asked for is no longer passed on: not before its buyer shares it anew, if it is asked for again. */
  async function noteAsked(
    tx: Tx,
    { id, askedData, loginUrl, version }: AppCredential,
    tests: readonly ConnectedApp[],
  ): Promise<void> {
    for (const subject of await store.connected.limitShared(tx, id, askedData))
      await wakeSoon(context, tx, { kind: reconcileWakeup, subject })
    for (const test of tests) {
      await store.connected.save(tx, { ...test, sharedData: askedData, loginUrl, version })
      if ((await store.people.findOnly(tx, test.id)) === undefined) continue
      await store.people.putAssigned(tx, test.id, [{ wanted: createTestPerson(askedData) }])
      await wakeSync(context, tx, test.id)
    }
  }

  async function adoptAll(tx: Tx, credential: AppCredential, apps: readonly ConnectedApp[]): Promise<void> {
    const { loginUrl, version } = credential
    await store.connected.markAdopted(
      tx,
      apps.map(({ id }) => id),
      { loginUrl, version },
    )
    await store.parts.put(
      tx,
      apps.map((app) => toAppPart(app, credential)),
    )
    for (const app of apps) {
      const { subject, data } = toFact(app)
      await record(tx, 'connected_app.adopted', { subject, data: { ...data, version } })
      await wakeSync(context, tx, app.id)
    }
  }

  /**
   * Connected apps take over the login address and the public key. Gives how many. Throws `app.credential_unknown`,
   * `app.credential_changed`.
   */
  const adopt = (
    actor: MemberActor,
    id: Id<'acr'>,
    asked: { readonly version: number; readonly connectedAppIds?: readonly Id<'cap'>[] | undefined },
  ): Promise<{ adopted: number }> =>
    runInTx(context, { actor }, async (tx) => {
      const credential = await lockOwnCredential(tx, actor, id)
      const { version } = credential
      if (version !== asked.version) throw appProblems.credential_changed()
      const apps = await store.connected.lockNotAdopted(tx, id, { version, ids: asked.connectedAppIds })
      if (apps.length === 0) return { adopted: 0 }
      await adoptAll(tx, credential, apps)
      await record(tx, 'app_credential.adopted', { subject: id, data: { apps: apps.length, version } })
      return { adopted: apps.length }
    })

  /** Whoever is signed on with the test account is signed off. Throws `app.credential_unknown`. */
  const replaceKey = (actor: MemberActor, id: Id<'acr'>): Promise<{ appKey: string }> =>
    runInTx(context, { actor }, async (tx) => {
      await lockOwnCredential(tx, actor, id)
      const appKey = drawKey()
      await store.credentials.saveKey(tx, id, seal.seal(appKey, formatKeyPlace(id)))
      await record(tx, 'app_credential.key_replaced', { subject: id })
      const testIds = (await store.connected.listTests(tx, [id])).map((test) => test.id)
      await emit<KeyReplaced>(tx, { type: 'app_credential.key_replaced', testIds })
      return { appKey }
    })

  /** R270: the person of the test account is told, once. Throws `app.credential_unknown`, `app.test_requested`. */
  const requestTest = (actor: MemberActor, id: Id<'acr'>): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const credential = await lockOwnCredential(tx, actor, id)
      const [app] = await store.connected.listTests(tx, [id])
      if (!app) throw new Error(`${id} has no test account`)
      if ((await store.people.findOnly(tx, app.id)) !== undefined) throw appProblems.test_requested()
      await store.people.putAssigned(tx, app.id, [{ wanted: createTestPerson(credential.askedData) }])
      await record(tx, 'app_credential.test_requested', { subject: id })
      await wakeSync(context, tx, app.id)
    })

  return { createCredential, changeCredential, adopt, replaceKey, requestTest }
}
