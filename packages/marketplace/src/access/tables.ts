import type { Id, Instant, WallInstant } from '@loggia/kernel'
import type { AddressProbe } from '@loggia/protocol/console'
import type { ProofFault, ProofState, ProofWay } from '@loggia/protocol/console/access/kinds'
import type { ExportedOf } from '../platform/index.ts'
import type { FamilyName, Protocol } from '../dialects/index.ts'
import type { AddressState, InterfaceClass, ProtocolOptions } from './schema.ts'

export type AccessTables = {
  production_address: {
    id: Id<'adr'>
    seller_id: Id<'sel'>
    url: string
    state: AddressState
    reason: string | null
    created_at: Instant
    decided_at: Instant | null
    proof_token: string
    proof_state: ProofState
    proof_way: ProofWay | null
    proof_at: Instant | null
    proof_fault: ProofFault | null
    by_hand: boolean
    probe: AddressProbe | null
  }
  access_key: {
    id: Id<'key'>
    seller_id: Id<'sel'>
    interface_class: InterfaceClass
    secret_sealed: Uint8Array
    hint: string
    created_at: Instant
    name: string
    used_wall_at: WallInstant | null
    replaced_by: Id<'key'> | null
    ends_at: Instant | null
    ended_at: Instant | null
  }
  channel: {
    id: Id<'chn'>
    seller_id: Id<'sel'>
    family: FamilyName
    created_at: Instant
  }
  channel_binding: {
    channel_id: Id<'chn'>
    /** Null: the binding of the channel as a whole, for products without one of their own. */
    product_id: Id<'prd'> | null
    protocol: Protocol
    address_id: Id<'adr'>
    key_id: Id<'key'>
    switched_on: boolean
    options: ProtocolOptions
    bound_at: Instant
  }
  earlier_address: {
    channel_id: Id<'chn'>
    product_id: Id<'prd'>
    /** The newest service that keeps the address. */
    last_subscription_id: Id<'sub'>
    address_id: Id<'adr'>
    changed_at: Instant
  }
  moved_service: {
    subscription_id: Id<'sub'>
    channel_id: Id<'chn'>
    product_id: Id<'prd'>
    address_id: Id<'adr'>
    moved_at: Instant
  }
}

/** The export says through which channel a call went. Addresses and keys are not exported. */
export const accessExports = { channel: { key: ['id'] } } satisfies ExportedOf<AccessTables>
