import type { Id } from '@loggia/kernel'
import type { AppEvents } from '../../apps/index.ts'
import type { DirectoryEvents } from '../../directory/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { TenantKey, UserId } from '../schema.ts'
import * as store from '../store/index.ts'
import { createOpening } from './context.ts'
import type { SignOnContext } from './context.ts'
import { createKeys } from './keys.ts'
import { createOwnApps } from './own-apps.ts'
import { createSigningOn } from './signing-on.ts'
import { createTokens } from './tokens.ts'

export type SignOns = ReturnType<typeof createSignOns>

/** People of companies sign on to the apps that they may use. */
export function createSignOns(context: SignOnContext) {
  const { db, apps } = context
  const openClient = createOpening(context)

  /** Whoever may not use anything any more is signed off, and stays so when they are enabled again. */
  async function notePeople(tx: Tx, { personIds }: DirectoryEvents['people.changed']): Promise<void> {
    await store.signOns.removeOfPeople(tx, await store.people.listUnable(tx, personIds))
  }

  /** Whoever uses the test accounts is signed off. */
  const noteKeyReplaced = (tx: Tx, { testIds }: AppEvents['app_credential.key_replaced']): Promise<void> =>
    store.signOns.removeOfTests(tx, testIds)

  return {
    ...createKeys(context),
    ...createOwnApps(context),
    ...createSigningOn(context, openClient),
    ...createTokens(context, openClient),
    /** The app of a company by its client id, if people may sign on to it now. */
    findClient: async (tenantKey: TenantKey, clientId: string) =>
      openClient(await store.people.findClient(db, tenantKey, clientId)),
    notePeople,
    noteKeyReplaced,
    /** The address of a company, `domainName` of the joint kit. */
    formatDomain: apps.formatDomain,
    /** A company that is not dissolved, or the test company of an app credential, by its name in addresses. */
    findTenant: (tenantCode: string) => store.tenants.findTenant(db, tenantCode),
    /** Somebody who may use an app now, as it is told. */
    findPerson: (of: { readonly connectedAppId: Id<'cap'>; readonly userId: UserId }) =>
      store.people.find(db, of),
    /** The apps of a company that have this callback address; mostly one. */
    listAppsOfCallback: (tenantKey: TenantKey, callbackUrl: string, only?: 'cas') =>
      store.people.listAppsOfCallback(db, tenantKey, { callbackUrl, only }),
    listAddresses: (tenantKey: TenantKey) => store.people.listAddresses(db, tenantKey),
  }
}
