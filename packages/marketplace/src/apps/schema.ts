import type { Id, Instant } from '@loggia/kernel'
import type {
  AppRole,
  AssignmentState,
  BatchDecision,
  BatchState,
  ConnectedAppState,
  CredentialMethod,
  Ending,
  LoginKind,
  OaepHashes,
  PersonalData,
  SyncChange,
  SyncSubject,
} from '@loggia/protocol/console/apps/kinds'
import type { Facts, Operation } from '../dialects/index.ts'

export type {
  AppRole,
  AssignmentState,
  BatchDecision,
  BatchState,
  ConnectedAppState,
  Ending,
  PersonalData,
  SyncChange,
  SyncSubject,
}

/** What a seller writes of an app credential; connected apps have a copy of the login address and the key. */
export type CredentialForm = {
  readonly name: string
  readonly method: CredentialMethod
  readonly callbackUrl?: string | undefined
  readonly loginKind: LoginKind
  readonly loginUrl: string
  /** The SubjectPublicKeyInfo in base64. */
  readonly publicKey: string
  readonly oaep: OaepHashes
  readonly severalInstances: boolean
  readonly askedData: readonly PersonalData[]
}

/** R267: by it the program of a seller is known. A product keeps it for life (R269). */
export type AppCredential = CredentialForm & {
  readonly id: Id<'acr'>
  readonly productId: Id<'prd'>
  readonly sellerId: Id<'sel'>
  readonly appId: string
  /** Counts the changes of what connected apps have a copy of. */
  readonly version: number
  readonly createdAt: Instant
}

/** A service whose people use it through an enterprise, or the test account of a credential. */
export type ConnectedApp = {
  readonly id: Id<'cap'>
  readonly credentialId: Id<'acr'>
  readonly productId: Id<'prd'>
  readonly sellerId: Id<'sel'>
  /** Absent for a test account. */
  readonly of?: {
    readonly buyerId: Id<'byr'>
    readonly subscriptionId: Id<'sub'>
    readonly enterpriseId: Id<'ent'>
  }
  /** The names of the service at the seller; empty for a test account. */
  readonly instanceId: string
  readonly orderNumber: string
  readonly clientId: string
  readonly sharedData: readonly PersonalData[]
  readonly loginUrl: string
  readonly version: number
  readonly state: ConnectedAppState
  readonly askingBatchId?: Id<'syb'>
  readonly createdAt: Instant
  readonly connectedAt?: Instant
  readonly endedAt?: Instant
  readonly reconciledAt?: Instant
  /** How far the comparison with the directory has come that goes on, and how much differed so far. */
  readonly comparing?: { readonly after: Id<'per'>; readonly differing: number }
}
/** A connected app of a buyer. */
export type ServiceApp = ConnectedApp & Required<Pick<ConnectedApp, 'of'>>

/** A seller wants nothing to go on that a former key of its credential may have let in. */
export type KeyReplaced = {
  readonly type: 'app_credential.key_replaced'
  readonly testIds: readonly Id<'cap'>[]
}
export type AppEvents = { readonly 'app_credential.key_replaced': KeyReplaced }

export type KitOperation = Operation<'kit'>
export type KitFacts = Facts<'kit'>
/** What a seller is told, by what it is about. */
export type Tenant = KitFacts['tenant']
export type SyncedApp = Omit<NonNullable<KitFacts['app']>, 'clientSecret'>
export type SyncedDepartment = NonNullable<KitFacts['department']>
export type SyncedPerson = NonNullable<KitFacts['people']>[number]
export type Payload = Tenant | SyncedApp | SyncedDepartment | SyncedPerson

/** A thing that has to be said to the seller, as it should know it. */
export type DueItem<P extends Payload = Payload> = {
  readonly key: string
  readonly payload: P
  /** Nothing else of it can be at the seller. */
  readonly fresh: boolean
}

/** A department that the seller has to be told of, or was told of without an answer. */
export type DueDepartment = DueItem<SyncedDepartment> & {
  /** As the seller confirmed it; with no members if only that it exists is known. */
  readonly confirmed?: Partial<SyncedDepartment>
  /** What a call without an answer may have left; with no members if it may be anything. */
  readonly unsure?: Partial<SyncedDepartment>
  readonly change: Extract<SyncChange, 'add' | 'change' | 'delete'>
  /** Somebody went on without it, so it is not told for the present. */
  readonly held: boolean
  /** The codes of the departments above it, as they should be; none if it is held. */
  readonly above: readonly string[]
}

/** What the next call says. */
export type BatchPlan = {
  readonly subject: SyncSubject
  readonly change: SyncChange
  readonly items: readonly DueItem[]
}

/** *stopped*: it was not accepted, and is not tried any more. */
export type BatchAnswer = 'confirmed' | 'stopped'

/** What one call says to a seller, frozen when it was made. */
export type SyncBatch = {
  readonly id: Id<'syb'>
  readonly connectedAppId: Id<'cap'>
  readonly n: number
  readonly subject: SyncSubject
  readonly change: SyncChange
  readonly items: number
  readonly state: BatchState
  readonly callId?: Id<'cal'>
  /** What the seller answered to an open batch, until that is applied. */
  readonly answer?: BatchAnswer
  readonly createdAt: Instant
  readonly endedAt?: Instant
  readonly decided?: {
    readonly at: Instant
    readonly by: Id<'mbr'>
    readonly name: string
    readonly reason?: string
  }
}

/** The people whom a request is about. */
export type Selection =
  | { readonly ids: readonly Id<'per'>[] }
  | { readonly departmentId: Id<'dpt'> }
  | { readonly groupId: Id<'pgr'> }
  | { readonly all: true }

/** Somebody who may use a connected app, or of whom the seller does not know yet that they may not. */
export type Assignment = {
  readonly personId?: Id<'per'>
  readonly userName: string
  readonly name: string
  readonly role: AppRole
  readonly enabled: boolean
  readonly state: AssignmentState
  readonly isEnding: boolean
  readonly batchId?: Id<'syb'>
}
