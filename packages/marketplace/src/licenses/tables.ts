import type { Id, Instant } from '@loggia/kernel'
import type { ExportedOf } from '../platform/index.ts'
import type { LicenseApplicationState, LicenseState, LicenseWay } from './schema.ts'

export type LicenseTables = {
  license: {
    id: Id<'lic'>
    delivery_id: Id<'dlv'>
    order_id: Id<'ord'>
    order_line_id: Id<'orl'>
    subscription_id: Id<'sub'>
    seller_id: Id<'sel'>
    buyer_id: Id<'byr'>
    product_id: Id<'prd'>
    way: LicenseWay
    state: LicenseState
    quantity: number
    code_digest: string | null
    ending: string | null
    sealed: Uint8Array | null
    file_id: Id<'fil'> | null
    ready: boolean
    covers_until: Instant | null
    activation_asked: boolean
    reference: string | null
    issued_at: Instant | null
    collected_at: Instant | null
    collected_by: Id<'mbr'> | null
    collector: string | null
    activated_at: Instant | null
    begun_at: Instant | null
    checked_at: Instant | null
    ended_at: Instant | null
    /** The order's number and the product's names, in lower case, for searches. */
    found: string
  }
  license_application: {
    id: Id<'lap'>
    license_id: Id<'lic'>
    event_id: string
    fingerprint_digest: string
    fingerprint_sealed: Uint8Array
    state: LicenseApplicationState
    sealed: Uint8Array | null
    file_id: Id<'fil'> | null
    sha256: string | null
    asked_at: Instant
    effective_at: Instant
    expires_at: Instant | null
    delivered_at: Instant | null
    covers_until: Instant | null
  }
  license_usage: {
    license_id: Id<'lic'>
    /** `yyyy-mm-dd`, in UTC. */
    day: string
    client: string
    active: number
  }
  test_license: {
    id: Id<'tlc'>
    product_id: Id<'prd'>
    seller_id: Id<'sel'>
    code_digest: string
    sealed: Uint8Array
    created_at: Instant
    activated_at: Instant | null
    checked_at: Instant | null
  }
}

export const licenseExports = {
  license: {
    key: ['id'],
    columns: [
      'id',
      'delivery_id',
      'order_id',
      'order_line_id',
      'subscription_id',
      'seller_id',
      'buyer_id',
      'product_id',
      'way',
      'state',
      'quantity',
      'ending',
      'file_id',
      'covers_until',
      'reference',
      'issued_at',
      'collected_at',
      'collected_by',
      'activated_at',
      'begun_at',
      'checked_at',
      'ended_at',
    ],
  },
  license_application: {
    key: ['id'],
    columns: [
      'id',
      'license_id',
      'event_id',
      'state',
      'file_id',
      'asked_at',
      'effective_at',
      'expires_at',
      'delivered_at',
      'covers_until',
    ],
  },
  license_usage: { key: ['license_id', 'day', 'client'] },
} satisfies ExportedOf<LicenseTables>
