import type { Id, Instant } from '@loggia/kernel'
import type { AddressState, InterfaceClass, Speech } from './schema.ts'

export type AccessTables = {
  production_address: {
    id: Id<'adr'>
    seller_id: Id<'sel'>
    url: string
    state: AddressState
    reason: string | null
    created_at: Instant
    decided_at: Instant | null
  }
  access_key: {
    id: Id<'key'>
    seller_id: Id<'sel'>
    interface_class: InterfaceClass
    secret_sealed: Uint8Array
    hint: string
    created_at: Instant
  }
  product_access: {
    product_id: Id<'prd'>
    protocol: Speech['protocol']
    address_id: Id<'adr'>
    key_id: Id<'key'>
    key_bits: 128 | 256 | null
    expire_digits: 14 | null
    cancellation_order: 'renewal' | null
    bound_at: Instant
  }
  order_channel: {
    seller_id: Id<'sel'>
    address_id: Id<'adr'>
    key_id: Id<'key'>
    switched_on: boolean
    set_at: Instant
  }
}
