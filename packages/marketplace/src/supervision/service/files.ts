import { isId, toId } from '@loggia/kernel'
import { mostFileBytes } from '@loggia/protocol/console/files/kinds'
import { mostTemplateFiles } from '@loggia/protocol/console/supervision/kinds'
import { getProduct } from '../../catalog/index.ts'
import type { Db } from '../../platform/index.ts'
import { findSupervisionOf } from '../appeal-store.ts'
import * as store from '../store.ts'
import { fileKinds } from './context.ts'
import type { SupervisionContext } from './context.ts'

/** R97, R98, R103: what may be uploaded: documents, pictures, and archives, which nothing opens or runs. */
const mediaTypes = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'application/zip',
  'text/plain',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const

/**
 * Seller, buyer and operators read the files of a delivery; they stay as long as the order. Those of a product that no
 * delivery has are read by its seller and operators.
 */
export function defineFileKinds({ files }: Pick<SupervisionContext, 'files'>): void {
  async function readersOf(db: Db, subject: string) {
    if (isId(subject, 'prd'))
      return { sellers: [(await getProduct(db, toId(subject, 'prd'))).sellerId], operators: true }
    // Otherwise the subject is the delivery, or one of its appeals.
    const id = isId(subject, 'ape') ? await findSupervisionOf(db, toId(subject, 'ape')) : subject
    const of = id !== undefined && isId(id, 'spv') ? await store.find(db, toId(id, 'spv')) : undefined
    if (!of) return {}
    return { sellers: [of.sellerId], buyers: [of.buyerId], operators: true }
  }
  for (const name of Object.values(fileKinds)) {
    const isTemplate = name === fileKinds.template
    files.defineKind(name, {
      mediaTypes,
      mostBytes: mostFileBytes,
      mostOfSubject: isTemplate ? mostTemplateFiles : 50,
      rights: {
        seller: isTemplate ? ['products:read', 'orders:read'] : 'orders:read',
        buyer: 'any',
        operator: ['reviewer', 'finance', 'appeals'],
      },
      readersOf,
    })
  }
}
