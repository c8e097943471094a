import type { Access, Instance, InstanceState } from '../instance.ts'
import type { Purchase } from '../purchase.ts'
import type { RefusalName } from '../refusals.ts'

/** An instance as a store keeps it. */
export type StoredInstance = Instance & {
  readonly access?: StoredAccess
  /** The key of the claim under which the instance was opened. */
  readonly openKey: string
  /** Why the instance could not be made. */
  readonly refusal?: StoredRefusal
}
/**
 * What `open` returned. A store gets the password sealed with a key that is derived from the access key. Only rows of
 * an older version have it in plain text.
 */
export type StoredAccess = Access & { readonly sealedPassword?: string }
/** A refusal that is kept for the next caller. */
export type StoredRefusal = { readonly code: RefusalName; readonly message: string }

/** A change of an instance. Absent members keep their value. A released instance stays released. */
export type InstanceChange = Pick<StoredInstance, 'instanceId'> & {
  readonly state?: InstanceState
  readonly purchase?: Purchase
  readonly access?: StoredAccess
  readonly expiresAtMs?: number
  readonly refusal?: StoredRefusal
}

/**
 * The state of a license:
 * - `promised`: `apply` returned `answerLater()`, so there is no license yet.
 * - `made`: it has to be sent to the marketplace.
 * - `delivered`: the marketplace has it.
 * - `refused`: the marketplace did not accept it in the time in which it was tried.
 */
export type LicenseState = 'promised' | 'made' | 'delivered' | 'refused'

/** A license as a store keeps it. */
export type StoredLicense = {
  /** The request decides on it: the same request has the same id. */
  readonly licenseId: string
  readonly instanceId: string
  readonly isTest: boolean
  /** The event under which it is uploaded; absent in License 1.0, where the answer to the purchase has it. */
  readonly eventId?: string
  readonly madeAtMs: number
  readonly state: LicenseState
  /**
   * The license, as JSON that is sealed with a key that is derived from the access key. While it is promised: the device
   * that needs it, in the same way.
   */
  readonly content?: string
  /** When it is sent next, or when it was promised, in UTC milliseconds. Absent until `apply` has returned or the marketplace was told to wait. */
  readonly dueAtMs?: number
  /** How often it was sent without success. */
  readonly failures: number
}

/** A change of a license. Absent members keep their value. */
export type LicenseChange = Pick<StoredLicense, 'licenseId'> &
  Partial<Pick<StoredLicense, 'state' | 'content' | 'dueAtMs' | 'failures'>> & {
    /** The license changes only if it has this state. */
    readonly from?: LicenseState
  }

/** Which licenses are listed, and how many at most. */
export type LicensesAsked = {
  readonly state: 'promised' | 'made'
  readonly untilMs: number
  readonly most: number
}

/** JSON that a store returns as it was given. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/**
 * The state of a claim after a process asked for it. `value` is what the first process that claimed it passed.
 * - `yours`: the process that asked has to do the work.
 * - `busy`: another one is doing it.
 * - `done`: the work was done, with this result.
 */
export type ClaimState =
  | { readonly state: 'yours' | 'busy'; readonly value: string }
  | { readonly state: 'done'; readonly value: string; readonly result: Json; readonly owner: string }

/** The state of a claim. */
export type KnownClaim = {
  readonly state: 'free' | 'busy' | 'done'
  readonly value: string
  readonly result?: Json
}

/** A request for a claim: the key, who asks, and for how long. */
export type Claim = {
  readonly key: string
  readonly owner: string
  readonly leaseMs: number
  readonly value: string
}

/** The end of a claim, and the change of an instance that is stored in the same step. */
export type Settlement = {
  readonly key: string
  readonly owner: string
  /** Stored for good. Without it, the claim becomes free again and keeps its value. */
  readonly result?: Json
  readonly change?: InstanceChange
}

/**
 * Where a seller keeps what must outlive a process: which work is claimed and done, which instances and licenses exist,
 * and which nonces were used. Several processes may share one store. Each method is one atomic step. Leases use the store's own
 * clock, so processes need not agree on the time.
 */
export type SellerStore = {
  /** Takes a claim that is new or free, or whose lease has ended. */
  claim(claim: Claim): Promise<ClaimState>
  /**
   * Returns the state of a claim without taking it; `free` also if its lease has ended. Undefined if it was never
   * claimed.
   */
  lookUp(key: string): Promise<KnownClaim | undefined>
  /** Extends the lease to `leaseMs` from now. False if the claim is not the owner's any more, or the work is done. */
  extend(claim: Omit<Claim, 'value'>): Promise<boolean>
  /**
   * Ends a claim. Returns false and changes nothing if the claim is not the owner's any more, or if `result` is given
   * and the claim has a result already.
   */
  settle(settlement: Settlement): Promise<boolean>
  /** Stores a new instance. An instance with this id that exists stays as it is. */
  addInstance(instance: StoredInstance): Promise<void>
  /** Changes an instance that exists. */
  changeInstance(change: InstanceChange): Promise<void>
  /** Returns those of the instances that exist, in any order. */
  findInstances(instanceIds: readonly string[]): Promise<StoredInstance[]>
  /**
   * Stores a new license, and returns it; returns the one with this id that exists, which stays as it is. So whoever
   * asks for the same license gets the same one.
   */
  addLicense(license: StoredLicense): Promise<StoredLicense>
  /** Changes a license. Returns false if there is none, or if it has another state than `from`. */
  changeLicense(change: LicenseChange): Promise<boolean>
  /** Returns the license with this id. */
  findLicense(licenseId: string): Promise<StoredLicense | undefined>
  /** Returns the ids of the licenses in a state that are due by `untilMs`, those that are due first. */
  listLicenses(asked: LicensesAsked): Promise<string[]>
  /** Returns true if the nonce is new. It is then remembered up to and including `untilMs`, in UTC milliseconds. */
  remember(nonce: string, untilMs: number): Promise<boolean>
  /** Closes what the store itself opened. */
  close?(): Promise<void> | void
}
