import type { Id } from '@loggia/kernel'
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
