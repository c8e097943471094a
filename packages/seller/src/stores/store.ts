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
 * Where a seller keeps what must outlive a process: which work is claimed and done, which instances exist, and which
 * nonces were used. Several processes may share one store. Each method is one atomic step. Leases use the store's own
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
  /** Returns true if the nonce is new. It is then remembered up to and including `untilMs`, in UTC milliseconds. */
  remember(nonce: string, untilMs: number): Promise<boolean>
  /** Closes what the store itself opened. */
  close?(): Promise<void> | void
}
