import type { Id, Instant } from '@loggia/kernel'
import type { OaepHashes } from '@loggia/signing'
import type { Outcome, Sending } from '../schema.ts'

/** What became of something that the seller is told of. */
export type SyncChange = 'add' | 'change' | 'delete'

/** Tells a seller's server what a batch says. The batch is frozen, so that a repeat of the call says the same. */
export type KitOperation =
  | { readonly kind: 'sync_enterprise'; readonly batchId: Id<'syb'>; readonly change: SyncChange }
  | { readonly kind: 'sync_app'; readonly batchId: Id<'syb'>; readonly change: SyncChange }
  /** All departments of an enterprise. */
  | { readonly kind: 'sync_departments'; readonly batchId: Id<'syb'> }
  | { readonly kind: 'sync_department'; readonly batchId: Id<'syb'>; readonly change: SyncChange }
  /** At most 500 people. `withdraw`: they may no longer use the app. */
  | { readonly kind: 'sync_people'; readonly batchId: Id<'syb'>; readonly change: SyncChange | 'withdraw' }

/** A department as a seller is told of it; `code` names it there. */
export type SyncedDepartment = {
  readonly code: string
  readonly name: string
  /** Absent at the top. */
  readonly parentCode?: string
}
/** A person as a seller is told of them; `userName` names them there. */
export type SyncedPerson = {
  readonly userName: string
  readonly name: string
  readonly departmentCode: string
  readonly role: 'user' | 'admin'
  readonly enabled: boolean
  readonly position?: string
  readonly employeeCode?: string
  /** 1 regular, 2 intern, 3 dispatched, 4 outsourced. */
  readonly employeeType?: 1 | 2 | 3 | 4
  readonly mobile?: string
  readonly email?: string
  readonly workPlace?: string
  readonly entryDate?: string
}
/** What a batch says. It is looked up when a request is built, never stored with the call. */
export type KitFacts = {
  /** The seller's id of the service, and the order that bought it; both are empty before anybody has bought. */
  readonly instanceId: string
  readonly orderNumber: string
  readonly isTest: boolean
  readonly syncedAt: Instant
  readonly tenant: {
    readonly id: string
    readonly code: string
    readonly name: string
    /** With its scheme. */
    readonly domain: string
  }
  readonly app?: {
    readonly appId: string
    readonly clientId: string
    readonly clientSecret: string
    /** The seller's, Base64. */
    readonly publicKey: string
    readonly oaep: OaepHashes
  }
  readonly department?: SyncedDepartment
  readonly departments?: readonly SyncedDepartment[]
  readonly people?: readonly SyncedPerson[]
}

/** An answer carries no data. */
export type KitAnswer = { readonly reference?: never }

export type KitOutcome = Outcome<KitAnswer>
export type KitSending = Sending<KitOperation, KitFacts>
