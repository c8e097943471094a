import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { requireOperator, requireSeller } from '../../parties/index.ts'
import { runInTx, notify, record } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import type { ProofWay } from '@loggia/protocol/console/access/kinds'
import { accessProblems } from '../problems.ts'
import { createProofToken, proofBytes } from '../proof.ts'
import { decideAddedAgain, decideAddress as decideState, requireAddress } from '../rules.ts'
import type { Address } from '../schema.ts'
import * as store from '../store/index.ts'
import type { AccessContext } from './context.ts'

type Decision = { readonly approve: boolean; readonly reason?: string | undefined }

/** Adds an address of the actor's seller, which awaits an operator. A rejected one may be added again (R259, R260). */
export const addAddress = (context: AccessContext, actor: MemberActor, text: string): Promise<Address> =>
  runInTx(context, { actor }, async (tx) => {
    const { ids, clock, allows } = context
    const sellerId = requireSeller(actor)
    const url = requireAddress(text, allows)
    const added: Address = {
      id: ids.next('adr'),
      sellerId,
      url,
      state: 'pending',
      createdAt: clock.now(),
      ...createProof(context),
    }
    const isNew = await store.insertAddress(tx, added)
    const address = isNew ? added : await addAgain(tx, added)
    await record(tx, 'address.added', { subject: address.id, data: { url, to: address.state } })
    return address
  })

/** A new token, which nobody has published. */
export const createProof = ({
  randomBytes,
}: Pick<AccessContext, 'randomBytes'>): Pick<Address, 'token' | 'proof' | 'byHand'> => ({
  token: createProofToken(randomBytes(proofBytes)),
  proof: { state: 'unverified' },
  byHand: false,
})

async function addAgain(tx: Tx, added: Address): Promise<Address> {
  const { sellerId, url } = added
  const known = await store.lockAddress(tx, { sellerId, url })
  if (!known) throw new Error(`The address ${url} of ${sellerId} is there and cannot be found`)
  const again: Address = { ...added, id: known.id, state: decideAddedAgain(known), byHand: known.byHand }
  await store.saveAddress(tx, again)
  return again
}

/** An operator approves a pending address or rejects it with a reason. */
export const decideAddress = (
  context: AccessContext,
  actor: MemberActor,
  { addressId, approve, reason }: Decision & { readonly addressId: Id<'adr'> },
): Promise<Address> =>
  runInTx(context, { actor }, async (tx) => {
    requireOperator(actor)
    const address = await store.lockAddress(tx, { id: addressId })
    if (!address) throw accessProblems.address_not_found({ addressId })
    const why = omitUndefined({ reason })
    const state = decideState(address, { approve, reason })
    const byHand = address.byHand || !approve
    const decided: Address = { ...address, ...why, state, byHand, decidedAt: context.clock.now() }
    await store.saveAddress(tx, decided)
    await tellDecision(tx, { before: address, after: decided, ...why })
    return decided
  })

/** A decision of an operator, or by a proof. */
type Decided = {
  readonly before: Address
  readonly after: Address
  readonly reason?: string
  readonly proof?: ProofWay
}

/** Records the decision about an address and notifies the seller. */
export async function tellDecision(tx: Tx, { before, after, ...more }: Decided): Promise<void> {
  const { id, sellerId, url, state } = after
  const approved = state === 'approved'
  await record(tx, approved ? 'address.approved' : 'address.rejected', {
    subject: id,
    data: { from: before.state, to: state, ...more },
  })
  const { reason } = more
  await notify(
    tx,
    'address_decided',
    { kind: 'seller', id: sellerId },
    { subject: id, data: { url, approved, ...omitUndefined({ reason }) } },
  )
}

/** Locks an address of the seller for a change; throws `access.address_not_found`. */
export async function lockOwnAddress(tx: Tx, sellerId: Id<'sel'>, addressId: Id<'adr'>): Promise<Address> {
  const address = await store.lockAddress(tx, { id: addressId })
  if (address?.sellerId !== sellerId) throw accessProblems.address_not_found({ addressId })
  return address
}
