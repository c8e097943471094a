import { addMs, fromHours } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Access } from '../../access/index.ts'
import type { Calls } from '../../calls/index.ts'
import { getProduct } from '../../catalog/index.ts'
import type { Debugging } from '../../debugging/index.ts'
import type { Directory } from '../../directory/index.ts'
import type { Parties } from '../../parties/index.ts'
import { setWakeup, wakeSoon } from '../../platform/index.ts'
import type { Db, Platform, Tx } from '../../platform/index.ts'
import type { Subscriptions } from '../../subscriptions/index.ts'
import { appProblems } from '../problems.ts'
import { listPassed } from '../rules/credentials.ts'
import type { ConnectedApp, PersonalData, ServiceApp } from '../schema.ts'
import * as store from '../store/index.ts'

export type AppContext = Platform & {
  readonly access: Pick<Access, 'findProtocol'>
  readonly calls: Pick<Calls, 'enqueue' | 'drop' | 'findLastTried' | 'readWords'>
  readonly debugging: Pick<Debugging, 'requireCases'>
  readonly directory: Pick<
    Directory,
    | 'getEnterprise'
    | 'lockEnterprise'
    | 'lockUnlessBusy'
    | 'listDepartments'
    | 'findDepartments'
    | 'getDepartment'
    | 'getGroup'
    | 'listPeople'
  >
  readonly parties: Pick<Parties, 'getBuyer' | 'getSellers'>
  readonly subscriptions: Pick<Subscriptions, 'lock'>
  /** Where the people of each enterprise sign in, with `{tenant}` for the enterprise's name in addresses. */
  readonly tenantUrl: string
}

export const syncWakeup = 'apps.sync'
export const answerWakeup = 'apps.answer'
export const reconcileWakeup = 'apps.reconcile'

/** An app that somebody else has locked is looked at again so much later. */
export const busyMs = 1000

/** People are read and written in portions of so many. */
export const portion = 1000

export const formatSecretPlace = (id: Id<'cap'>): string => `connected_app:${id}`
export const formatKeyPlace = (id: Id<'acr'>): string => `app_credential:${id}`

/** Where the people of an enterprise sign in: `domainName` of the joint kit. */
export const formatDomain = ({ tenantUrl }: Pick<AppContext, 'tenantUrl'>, tenantCode: string): string =>
  tenantUrl.replace('{tenant}', tenantCode)

export const hasService = (app: ConnectedApp): app is ServiceApp => app.of !== undefined

/** Whether its seller is told what changes. */
export const isGoingOn = ({ state }: ConnectedApp): boolean => state === 'connecting' || state === 'connected'

export const toFact = ({ id, sellerId }: ConnectedApp) => ({ subject: id, data: { sellerId } })

/** What has to be said is said soon, in a transaction of its own. */
export const wakeSync = (
  context: Pick<AppContext, 'clock' | 'changes'>,
  tx: Tx,
  id: Id<'cap'>,
): Promise<void> => wakeSoon(context, tx, { kind: syncWakeup, subject: id })

/** Once a day what should be there is compared with the directory. */
export const scheduleReconciliation = (
  { clock }: Pick<AppContext, 'clock'>,
  tx: Tx,
  id: Id<'cap'>,
): Promise<void> => setWakeup(tx, { kind: reconcileWakeup, subject: id }, addMs(clock.now(), fromHours(24)))

export async function lockKnown(tx: Tx, id: Id<'cap'>): Promise<ConnectedApp> {
  const app = await store.connected.lock(tx, id)
  if (!app) throw new Error(`There is no connected app ${id}`)
  return app
}

/**
 * Locks an app of a buyer, and its enterprise before, so that nobody in it changes meanwhile. Throws `app.app_unknown`,
 * `app.over`.
 */
export async function lockOwn(
  { directory }: Pick<AppContext, 'directory'>,
  tx: Tx,
  { id, buyerId }: { readonly id: Id<'cap'>; readonly buyerId: Id<'byr'> },
): Promise<ServiceApp> {
  const found = await store.connected.find(tx, id)
  if (found?.of?.buyerId !== buyerId) throw appProblems.app_unknown()
  await directory.lockEnterprise(tx, found.of.enterpriseId)
  const app = await lockKnown(tx, id)
  if (!hasService(app) || !isGoingOn(app)) throw appProblems.over()
  return app
}

/** What is passed on of the people of an app. */
export async function readPassed(
  db: Db,
  apps: readonly ConnectedApp[],
): Promise<(app: ConnectedApp) => readonly PersonalData[]> {
  const credentials = await store.credentials.listByIds(db, [...new Set(apps.map((app) => app.credentialId))])
  const askedOf = new Map(credentials.map(({ id, askedData }) => [id, askedData]))
  return ({ credentialId, sharedData }) => listPassed(sharedData, askedOf.get(credentialId) ?? [])
}

/** What messages say of an app. */
export async function describeApp(
  { directory }: Pick<AppContext, 'directory'>,
  db: Db,
  { id, productId, of }: ConnectedApp,
) {
  const { name: product } = await getProduct(db, productId)
  const enterprise = of ? (await directory.getEnterprise(db, of.enterpriseId)).name : ''
  return { connectedAppId: id, product, enterprise }
}
