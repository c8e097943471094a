import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { refuseAs } from '../../requests.ts'
import type { Outcome } from '../../requests.ts'
import type { SellerStore } from '../../stores/store.ts'
import { findRefusal } from '../run-handler.ts'

/** What a call is about, and the company whose calls run one after the other. */
export type Told = { readonly company: string; readonly content: unknown }

const keyOf = ({ company }: Told): string => JSON.stringify(['synced', company])
const digestOf = ({ content }: Told): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64')

const keptSchema = z.object({ digest: z.string() })
const leaseMs = 60_000

/**
 * Takes the outcome of the last call about a company, if that call was answered as under way, and was the same
 * as this one. Any other call drops it: what follows may have undone what that call did.
 */
export async function takeUnconfirmed(store: SellerStore, told: Told): Promise<Outcome | undefined> {
  const key = keyOf(told)
  if ((await store.lookUp(key))?.state !== 'done') return undefined
  const claim = await store.claim({ key, owner: randomUUID(), leaseMs, value: '' })
  if (claim.state !== 'done') return undefined
  await store.settle({ key, owner: claim.owner })
  if (keptSchema.safeParse(claim.result).data?.digest !== digestOf(told)) return undefined
  const refusal = findRefusal(claim.result)
  return refusal ? refuseAs(refusal.code, refusal.message) : { kind: 'done' }
}

/** Keeps the outcome of a call that was answered as under way, for its repeat. */
export async function keepUnconfirmed(
  store: SellerStore,
  told: Told,
  refusal: { readonly code: string; readonly message: string } | undefined,
): Promise<void> {
  const key = keyOf(told)
  const owner = randomUUID()
  await store.claim({ key, owner, leaseMs, value: '' })
  await store.settle({ key, owner, result: { digest: digestOf(told), ...refusal } })
}
