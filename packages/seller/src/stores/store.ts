import type { Access, Instance, InstanceState } from '../instance.ts'
import type { Purchase } from '../purchase.ts'
import type { RefusalName } from '../refusals.ts'

/** An instance as a store keeps it. */
export type StoredInstance = Instance & {
  readonly access?: StoredAccess
  /** The claim under which it was opened. */
  readonly openKey: string
  /** Why it could not be made. */
  readonly refusal?: StoredRefusal
}
/**
 * What `open` returned. The password comes to a store sealed, with a key that the access key stands for; plain only in rows of an
 * older version.
 */
export type StoredAccess = Access & { readonly sealedPassword?: string }
/** A refusal that is kept for whoever asks next. */
export type StoredRefusal = { readonly code: RefusalName; readonly message: string }

/** What may change of an instance; what is absent stays. A released instance stays released, whatever comes. */
export type InstanceChange = Pick<StoredInstance, 'instanceId'> & {
  readonly state?: InstanceState
  readonly purchase?: Purchase
  readonly access?: StoredAccess
  readonly expiresAtMs?: number
  readonly refusal?: StoredRefusal
}

/** JSON that a store keeps and gives back as it was. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/**
 * The state of a claim after one asked for it: `yours` the work is to be done, by whoever asked; `busy` another does it;
 * `done` it was done, with this result. `value` is what the first one who claimed it gave.
 */
export type ClaimState =
  | { readonly state: 'yours' | 'busy'; readonly value: string }
  | { readonly state: 'done'; readonly value: string; readonly result: Json; readonly owner: string }

/** A claim as it stands. */
export type KnownClaim = {
  readonly state: 'free' | 'busy' | 'done'
  readonly value: string
  readonly result?: Json
}

/** Who claims what for how long. */
export type Claim = {
  readonly key: string
  readonly owner: string
  readonly leaseMs: number
  readonly value: string
}

/** How a claim ends, and what changes with it in one step. */
export type Settlement = {
  readonly key: string
  readonly owner: string
  /** Kept for good. Without it the claim is free again, and keeps its value. */
  readonly result?: Json
  readonly change?: InstanceChange
}

/**
 * Where a seller keeps what must outlive a process: which work is claimed and done, which instances there are, which nonces
 * were used. Several processes may share one. Each method is one atomic step; a store has a clock of its own for leases, so
 * that processes need not agree on the time.
 */
export type SellerStore = {
  /** Takes a claim that is new, free, or whose lease is over. */
  claim(claim: Claim): Promise<ClaimState>
  /** How a claim stands, without taking it; `free` also if its lease is over. Undefined if nobody ever claimed it. */
  lookUp(key: string): Promise<KnownClaim | undefined>
  /** Makes the lease run for so long from now; false if somebody else has taken the claim, or it is done. */
  extend(claim: Omit<Claim, 'value'>): Promise<boolean>
  /** Ends a claim. False, and nothing is changed, if it is no longer the owner's. */
  settle(settlement: Settlement): Promise<boolean>
  /** Keeps an instance that is not there yet; one that is there stays as it is. */
  addInstance(instance: StoredInstance): Promise<void>
  /** Changes one that is there. */
  changeInstance(change: InstanceChange): Promise<void>
  /** Those of the ids that are there, in no special order. */
  findInstances(instanceIds: readonly string[]): Promise<StoredInstance[]>
  /** True if the nonce is new; it is then held up to and including `untilMs`, UTC milliseconds. */
  remember(nonce: string, untilMs: number): Promise<boolean>
  /** Lets go what the store itself has opened. */
  close?(): Promise<void> | void
}
