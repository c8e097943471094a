import type { Generated } from 'kysely'
import type { Id, Instant } from '@loggia/kernel'
import type { CredentialMethod, LoginKind, OaepHashes } from '@loggia/protocol/console/apps/kinds'
import type { ExportedOf } from '../platform/index.ts'
import type {
  BatchAnswer,
  BatchState,
  ConnectedAppState,
  Payload,
  PersonalData,
  SyncChange,
  SyncSubject,
} from './schema.ts'

/** What the seller knows of a thing, and what it should know (0053-apps.sql). */
type Mirror<Key extends string = string, Removal extends string = 'delete'> = {
  connected_app_id: Id<'cap'>
  key: Key
  wanted: Payload
  confirmed: Partial<Payload> | null
  unsure: Partial<Payload> | null
  removal: Removal | null
  held_by: Id<'syb'> | null
  change: Generated<SyncChange | null>
}

export type AppTables = {
  app_credential: {
    id: Id<'acr'>
    product_id: Id<'prd'>
    seller_id: Id<'sel'>
    app_id: string
    key_sealed: Uint8Array
    name: string
    method: CredentialMethod
    callback_url: string | null
    login_kind: LoginKind
    login_url: string
    public_key: string
    oaep: OaepHashes
    several_instances: boolean
    asked_data: PersonalData[]
    version: number
    created_at: Instant
  }
  connected_app: {
    id: Id<'cap'>
    credential_id: Id<'acr'>
    product_id: Id<'prd'>
    seller_id: Id<'sel'>
    buyer_id: Id<'byr'> | null
    subscription_id: Id<'sub'> | null
    enterprise_id: Id<'ent'> | null
    instance_id: string
    order_number: string
    client_id: string
    client_secret_sealed: Uint8Array
    shared_data: PersonalData[]
    login_url: string
    version: number
    state: ConnectedAppState
    asking_batch_id: Id<'syb'> | null
    created_at: Instant
    connected_at: Instant | null
    ended_at: Instant | null
    reconciled_at: Instant | null
    reconcile_after: Id<'per'> | null
    reconcile_differing: number | null
  }
  app_part: Mirror<'enterprise' | 'app'>
  app_department: Mirror & { department_id: Id<'dpt'> | null }
  app_person: Mirror<string, 'delete' | 'withdraw'> & { person_id: Id<'per'> | null }
  sync_batch: {
    id: Id<'syb'>
    connected_app_id: Id<'cap'>
    n: number
    subject: SyncSubject
    change: SyncChange
    items: number
    state: BatchState
    call_id: Id<'cal'> | null
    answer: BatchAnswer | null
    created_at: Instant
    ended_at: Instant | null
    decided_at: Instant | null
    decided_by: Id<'mbr'> | null
    decider: string | null
    reason: string | null
  }
  sync_batch_item: {
    batch_id: Id<'syb'>
    key: string
    name: string
    payload: Payload | null
    fresh: boolean
  }
}

/** People are left out: personal data of a company's employees is no business of the operators. */
export const appExports = {
  app_credential: {
    key: ['id'],
    columns: [
      'id',
      'product_id',
      'seller_id',
      'app_id',
      'name',
      'method',
      'callback_url',
      'login_kind',
      'login_url',
      'public_key',
      'oaep',
      'several_instances',
      'asked_data',
      'version',
      'created_at',
    ],
  },
  connected_app: {
    key: ['id'],
    columns: [
      'id',
      'credential_id',
      'product_id',
      'seller_id',
      'buyer_id',
      'subscription_id',
      'enterprise_id',
      'instance_id',
      'order_number',
      'client_id',
      'shared_data',
      'login_url',
      'version',
      'state',
      'asking_batch_id',
      'created_at',
      'connected_at',
      'ended_at',
      'reconciled_at',
    ],
  },
  sync_batch: { key: ['id'] },
} satisfies ExportedOf<AppTables>
