import type { Id } from '@loggia/kernel'
import type { Db, Platform } from '../../platform/index.ts'
import type { KitFacts, KitOperation, SyncedApp, SyncedDepartment, SyncedPerson, Tenant } from '../schema.ts'
import * as store from '../store/index.ts'
import { formatSecretPlace } from './context.ts'

/** What requests say in addition to the operation: what is in the frozen batch. It is looked up for each request. */
export function createFacts({ db, seal }: Pick<Platform, 'db' | 'seal'>) {
  /** With it the app shows who it is, when it signs people on. */
  const openClientSecret = async (id: Id<'cap'>): Promise<string> =>
    unsealClientSecret(id, await store.connected.getClientSecret(db, id))
  /** The same for who has read the row already. */
  const unsealClientSecret = (id: Id<'cap'>, sealed: Uint8Array): string =>
    seal.open(sealed, formatSecretPlace(id))

  async function addSecret(from: Db, id: Id<'cap'>, app: SyncedApp): Promise<NonNullable<KitFacts['app']>> {
    const sealed = await store.connected.getClientSecret(from, id)
    return { ...app, clientSecret: seal.open(sealed, formatSecretPlace(id)) }
  }

  async function facts(from: Db, { kind, batchId }: KitOperation): Promise<KitFacts> {
    const batch = await store.batches.find(from, batchId)
    const of = batch && (await store.connected.find(from, batch.connectedAppId))
    if (!of) throw new Error(`There is no batch ${batchId}`)
    const payloads = await store.batches.listPayloads(from, batchId)
    const all = {
      instanceId: of.instanceId,
      orderNumber: of.orderNumber,
      isTest: !of.of,
      syncedAt: batch.createdAt,
      tenant: await store.parts.getTenant(from, of.id),
    }
    switch (kind) {
      case 'sync_enterprise':
        return { ...all, tenant: payloads[0] as Tenant }
      case 'sync_app':
        return { ...all, app: await addSecret(from, of.id, payloads[0] as SyncedApp) }
      case 'sync_department':
        return { ...all, department: payloads[0] as SyncedDepartment }
      case 'sync_departments':
        return { ...all, departments: payloads as SyncedDepartment[] }
      case 'sync_people': {
        const app = await addSecret(from, of.id, await store.parts.getApp(from, of.id))
        return { ...all, app, people: payloads as SyncedPerson[] }
      }
    }
  }

  return { facts, openClientSecret, unsealClientSecret }
}
