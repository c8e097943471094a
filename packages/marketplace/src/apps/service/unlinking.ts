import type { Id } from '@loggia/kernel'
import type { ProductBound } from '../../access/index.ts'
import { hasSameWords } from '../../dialects/index.ts'
import type { Tx } from '../../platform/index.ts'
import { appProblems } from '../problems.ts'
import * as store from '../store/index.ts'

/**
 * R269: a product keeps its credential, and what is connected with it is told over the kit. Throws
 * `app.credential_needs_kit`. The lock is that under which a credential is made.
 */
export async function refuseUnlinked(
  tx: Tx,
  { productId }: { readonly productId: Id<'prd'> },
): Promise<void> {
  if (await store.credentials.lockOfProduct(tx, productId)) throw appProblems.credential_needs_kit()
}

/**
 * R269: what is connected goes on in a protocol with the same words: the other one could not say what was never told.
 * Throws `app.credential_keeps_words`.
 */
export async function refuseOtherWords(
  tx: Tx,
  { productId, protocol, before }: Omit<ProductBound, 'type'>,
): Promise<void> {
  if (before === undefined || hasSameWords(protocol, before)) return
  if (await store.credentials.lockOfProduct(tx, productId)) throw appProblems.credential_keeps_words()
}
