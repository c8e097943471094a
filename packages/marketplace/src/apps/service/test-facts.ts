import type { Id } from '@loggia/kernel'
import type { Db } from '../../platform/index.ts'
import * as store from '../store/index.ts'

/** With what the secret of an app is encrypted in test calls of its product: as in all other calls, as soon as it is known. */
export async function findTestFacts(db: Db, productId: Id<'prd'>) {
  const credential = await store.credentials.findOfProduct(db, productId)
  return credential && { encryption: { publicKey: credential.publicKey, oaepHashes: credential.oaep } }
}
