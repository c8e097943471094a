import type {
  AppRole,
  BatchDecision,
  ConnectedAppState,
  SyncSubject,
} from '@loggia/protocol/console/apps/kinds'
import type { PersonState } from '@loggia/protocol/console/directory/kinds'
import type { KitProtocol } from '@loggia/protocol/protocols'

export { appRoles, batchDecisions, oaepHashes } from '@loggia/protocol/console/apps/kinds'
/** The generations of the joint kit. */
export { kitProtocols } from '@loggia/protocol/protocols'
export type { KitProtocol } from '@loggia/protocol/protocols'

/** The server that is told of the company, its departments and its people. */
export type KitServer = {
  /** Its address, without a query; `/produceAPI/v2/tenantSync` and the like are appended. */
  readonly url: string
  /** The key of the class *joint sync*. Default: `emulatorKey`. */
  readonly key?: string | undefined
  /** Default: `kit-v2`. */
  readonly protocol?: KitProtocol | undefined
}

/**
 * What is done with the product *joint*. As its seller: `apply` for the app credential, `request-test` (the test account),
 * `change-key`, and `adopt`, by which connected apps take the new key over. As the buyer: `connect` the company with a
 * service, `assign` the app to people or `withdraw` it, change departments and people, `decide` about a batch that failed
 * five times, `reconcile`, and `dissolve` the company, which ends its connections.
 */
export const jointActs = [
  'apply',
  'request-test',
  'change-key',
  'adopt',
  'connect',
  'assign',
  'withdraw',
  'add-department',
  'rename-department',
  'move-department',
  'remove-department',
  'add-person',
  'rename-person',
  'move-people',
  'disable',
  'enable',
  'leave',
  'decide',
  'reconcile',
  'dissolve',
] as const
export type JointAct = (typeof jointActs)[number]

export type JointAsk = {
  readonly act: JointAct
  /** The id of a service, for `connect` and for what is done with its app. Default: the newest one. */
  readonly service?: string | undefined
  /** User names of those who are meant. Default: everybody in the company. */
  readonly people?: readonly string[] | undefined
  /** The code of a department. */
  readonly department?: string | undefined
  /** The code of the department that something is added or moved to. Default: the top one. */
  readonly to?: string | undefined
  /** A new name, of a department or a person. */
  readonly name?: string | undefined
  /** Of an assignment. Default: `user`. */
  readonly role?: AppRole | undefined
  /**
   * The RSA public key that secrets are encrypted with, in PEM or Base64 (`apply`, `change-key`). Default: one that the
   * emulator draws, whose private key it shows.
   */
  readonly publicKey?: string | undefined
  /**
   * The callback address of the app credential (`apply`, `connect`, `change-key`). Default: `http://127.0.0.1/callback`,
   * at which nobody can sign in.
   */
  readonly callback?: string | undefined
  /** The hashes of OAEP (`apply`, `change-key`). Default: `sha256-sha256`. */
  readonly oaep?: 'sha256-sha256' | 'sha256-sha1' | 'sha1-sha1' | undefined
  /** What to do about the batch that failed. Default: `repeat`. */
  readonly decision?: BatchDecision | undefined
}

export type EmulatorDepartment = { readonly code: string; readonly name: string; readonly parent?: string }
export type EmulatorPerson = {
  readonly userName: string
  readonly name: string
  readonly department?: string
  readonly state: PersonState
}
/** How many the seller has confirmed, how many it has to be told of, and how many were left out or failed. */
export type Told = {
  readonly confirmed: number
  readonly waiting: number
  readonly leftOut: number
  readonly failed: number
}
/** The company, and what the seller has been told of it. */
export type EmulatorJoint = {
  readonly company: {
    readonly name: string
    /** `tenantId` on the wire. */
    readonly tenantId: string
    readonly dissolved: boolean
    readonly departments: readonly EmulatorDepartment[]
    readonly people: readonly EmulatorPerson[]
  }
  /** Once it was applied for. */
  readonly credential?: {
    readonly appId: string
    readonly version: number
    readonly publicKey: string
    /** In PEM; only if the emulator drew the key. */
    readonly privateKey?: string
  }
  /** The newest app, once a service was connected. */
  readonly app?: {
    readonly service: string
    readonly state: ConnectedAppState
    readonly departments: Told
    readonly people: Told
    /** The batch that failed, and what may be decided. */
    readonly asks?: { readonly subject: SyncSubject; readonly decisions: readonly BatchDecision[] }
  }
}
