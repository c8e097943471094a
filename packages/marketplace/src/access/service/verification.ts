import type { Id } from '@loggia/kernel'
import type { AddressProbe } from '@loggia/protocol/console'
import type { ProofWay } from '@loggia/protocol/console/access/kinds'
import { requireOperator, requireSeller } from '../../parties/index.ts'
import { createAdmission, findSetting, record, runInTx } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { accessProblems } from '../problems.ts'
import { describeProof } from '../proof.ts'
import { decideApproval, decideProof, requireProvable } from '../rules.ts'
import { accessPresets, approveVerifiedAddresses } from '../schema.ts'
import type { Address } from '../schema.ts'
import * as store from '../store/index.ts'
import { tellDecision } from './addresses.ts'
import type { AccessContext } from './context.ts'
import { createLook } from './look.ts'

/** In a minute; several sellers may have addresses on one host. */
const mostOfSeller = 6
const mostOfHost = 20

export function createVerification(context: AccessContext) {
  const { db, wall } = context
  const look = createLook(context)
  // Counted per node, as for test calls.
  const ofSeller = createAdmission({ wall, mostAMinute: mostOfSeller })
  const ofHost = createAdmission({ wall, mostAMinute: mostOfHost })

  async function getAddress(id: Id<'adr'>): Promise<Address> {
    const [address] = await store.listAddresses(db, [id])
    if (!address) throw accessProblems.address_not_found({ addressId: id })
    return address
  }

  function requireTurn(admission: typeof ofHost, who: string, limit: number): void {
    const retryAfter = admission.admit(who)
    if (retryAfter !== undefined) throw accessProblems.verification_limited({ limit, retryAfter })
  }

  /**
   * R259: looks for the token in the way that the seller has chosen. Throws `access.address_verified`,
   * `access.address_rejected`, `access.record_needs_domain`, `access.verification_limited`, `access.address_changed`.
   */
  async function verifyAddress(
    actor: MemberActor,
    { addressId, way }: { readonly addressId: Id<'adr'>; readonly way: ProofWay },
  ): Promise<Address> {
    const sellerId = requireSeller(actor)
    const address = await getAddress(addressId)
    if (address.sellerId !== sellerId) throw accessProblems.address_not_found({ addressId })
    requireProvable(address)
    if (way === 'dns' && describeProof(address).recordName === undefined)
      throw accessProblems.record_needs_domain()
    requireTurn(ofSeller, sellerId, mostOfSeller)
    requireTurn(ofHost, new URL(address.url).hostname, mostOfHost)
    const probe = await look(address, way)
    return runInTx(context, { actor }, async (tx) => {
      const current = await lockUnchanged(tx, address)
      requireProvable(current)
      return approve(tx, await saveSeen(tx, current, { probe, triedWay: way }))
    })
  }

  /** An operator looks at the host again. A proof that is found there counts, and approves nothing: a look decides nothing. */
  async function probeAddress(actor: MemberActor, addressId: Id<'adr'>): Promise<Address> {
    requireOperator(actor)
    const address = await getAddress(addressId)
    requireTurn(ofHost, new URL(address.url).hostname, mostOfHost)
    const probe = await look(address, 'dns')
    return runInTx(context, { actor }, async (tx) =>
      saveSeen(tx, await lockUnchanged(tx, address), { probe }),
    )
  }

  /** The address may have been changed while its host was asked; what was found then says nothing of it. */
  async function lockUnchanged(tx: Tx, { id, url, token }: Address): Promise<Address> {
    const current = await store.lockAddress(tx, { id })
    if (current?.url !== url || current.token !== token) throw accessProblems.address_changed()
    return current
  }

  async function saveSeen(
    tx: Tx,
    address: Address,
    seen: { readonly probe: AddressProbe; readonly triedWay?: ProofWay },
  ): Promise<Address> {
    const proof = decideProof(address, { ...seen, now: context.clock.now() })
    const seenOf: Address = { ...address, proof, probe: seen.probe }
    await store.saveAddress(tx, seenOf)
    if (proof !== address.proof) await recordProof(tx, seenOf)
    return seenOf
  }

  async function approve(tx: Tx, address: Address): Promise<Address> {
    const { sellerId, proof } = address
    const mayApprove =
      (await findSetting(tx, approveVerifiedAddresses)) ?? accessPresets.approveVerifiedAddresses
    const rejected = await store.listRejectedUrls(tx, sellerId)
    const decided = decideApproval(address, { mayApprove, rejected, now: context.clock.now() })
    if (decided.state === address.state || proof.state !== 'verified') return address
    await store.saveAddress(tx, decided)
    await tellDecision(tx, { before: address, after: decided, proof: proof.way })
    return decided
  }

  async function recordProof(tx: Tx, { id, url, proof }: Address): Promise<void> {
    if (proof.state === 'unverified') return
    const { way } = proof
    if (proof.state === 'verified') await record(tx, 'address.verified', { subject: id, data: { url, way } })
    else
      await record(tx, 'address.verification_failed', {
        subject: id,
        data: { url, way, fault: proof.fault },
      })
  }

  return { verifyAddress, probeAddress }
}
