import type { Id } from '@loggia/kernel'
import type { Db } from '../../platform/index.ts'
import type { KitFacts, KitOperation, SyncedApp, SyncedDepartment, SyncedPerson, Tenant } from '../schema.ts'
import * as store from '../store/index.ts'
import { formatSecretPlace } from './context.ts'
import type { AppContext } from './context.ts'

/** What requests say in addition to the operation: what is in the frozen batch. It is looked up for each request. */
export function createFacts({ seal }: Pick<AppContext, 'seal'>) {
  async function addSecret(db: Db, id: Id<'cap'>, app: SyncedApp): Promise<NonNullable<KitFacts['app']>> {
    const sealed = await store.connected.getClientSecret(db, id)
    return { ...app, clientSecret: seal.open(sealed, formatSecretPlace(id)) }
  }

  async function facts(db: Db, { kind, batchId }: KitOperation): Promise<KitFacts> {
    const batch = await store.batches.find(db, batchId)
    const of = batch && (await store.connected.find(db, batch.connectedAppId))
    if (!of) throw new Error(`There is no batch ${batchId}`)
    const payloads = await store.batches.listPayloads(db, batchId)
    const all = {
      instanceId: of.instanceId,
      orderNumber: of.orderNumber,
      isTest: !of.of,
      syncedAt: batch.createdAt,
      tenant: await store.parts.getTenant(db, of.id),
    }
    switch (kind) {
      case 'sync_enterprise':
        return { ...all, tenant: payloads[0] as Tenant }
      case 'sync_app':
        return { ...all, app: await addSecret(db, of.id, payloads[0] as SyncedApp) }
      case 'sync_department':
        return { ...all, department: payloads[0] as SyncedDepartment }
      case 'sync_departments':
        return { ...all, departments: payloads as SyncedDepartment[] }
      case 'sync_people': {
        const app = await addSecret(db, of.id, await store.parts.getApp(db, of.id))
        return { ...all, app, people: payloads as SyncedPerson[] }
      }
    }
  }

  return { facts }
}
