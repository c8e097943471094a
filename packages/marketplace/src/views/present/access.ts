import { omitUndefined } from '@loggia/kernel'
import type { Address, Key, OperatorAddress, SellerAddress } from '@loggia/protocol/console'
import { describeProof } from '../../access/index.ts'
import { toWireTime } from '../../platform/index.ts'
import type { AddressRow, KeyProductRow, KeyRow } from '../store/index.ts'

const presentAddress = (row: AddressRow): Address =>
  omitUndefined({
    id: row.id,
    url: row.url,
    state: row.state,
    reason: row.reason ?? undefined,
    createdAt: toWireTime(row.created_at),
    decidedAt: toWireTime(row.decided_at),
    proof: omitUndefined({
      state: row.proof_state,
      way: row.proof_way ?? undefined,
      at: toWireTime(row.proof_at),
      fault: row.proof_fault ?? undefined,
    }),
  })

/** With what the seller publishes to prove it; operators and other sellers do not see that. */
export const presentSellerAddress = (row: AddressRow): SellerAddress => ({
  ...presentAddress(row),
  toPublish: describeProof({ url: row.url, token: row.proof_token }),
})

export const presentOperatorAddress = (row: AddressRow): OperatorAddress => ({
  ...presentAddress(row),
  ...omitUndefined({ probe: row.probe ?? undefined }),
  seller: { id: row.seller_id, name: { zh: row.seller_zh, en: row.seller_en } },
})

export const presentKey = (row: KeyRow, products: readonly KeyProductRow[]): Key => ({
  ...omitUndefined({
    usedAt: toWireTime(row.used_wall_at),
    replacedBy:
      row.replaced_by && row.replaced_by_hint
        ? { id: row.replaced_by, hint: row.replaced_by_hint }
        : undefined,
    endsAt: toWireTime(row.ends_at),
    endedAt: toWireTime(row.ended_at),
  }),
  id: row.id,
  interfaceClass: row.interface_class,
  hint: row.hint,
  name: row.name,
  createdAt: toWireTime(row.created_at),
  boundProducts: products.map((product) => ({
    id: product.id,
    name: { zh: product.name_zh, en: product.name_en },
  })),
  notifiesOrders: Boolean(row.notifies_orders),
})
