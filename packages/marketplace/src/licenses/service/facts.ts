import { omitUndefined } from '@loggia/kernel'
import type { Facts } from '../../dialects/index.ts'
import { readOrderFacts } from '../../provisioning/index.ts'
import type { Db } from '../../platform/index.ts'
import type { LicenseOperation } from '../schema.ts'
import * as store from '../store/index.ts'
import { formatPlace, getPurchase } from './context.ts'
import type { LicenseContext } from './context.ts'

/** What requests say of a license in addition to the operation. It is looked up for each request, and never stored with it. */
export function createFacts(context: LicenseContext) {
  const { seal, supervisions } = context

  async function facts(db: Db, operation: LicenseOperation): Promise<Facts<'license'>> {
    const of = await store.licenses.find(db, operation.licenseId)
    if (!of) throw new Error(`There is no license ${operation.licenseId}`)
    const { orderNumber, lineNumber } = operation as { orderNumber?: string; lineNumber?: string }
    const numbers =
      orderNumber !== undefined && lineNumber !== undefined
        ? { orderNumber, lineNumber }
        : await getPurchase(context, db, of)
    const sealed = of.way === 'code' ? await store.licenses.findSealed(db, of.id) : undefined
    const application =
      operation.kind === 'apply_license'
        ? await store.applications.find(db, seal, operation.applicationId)
        : undefined
    const supervision = of.way === 'online' ? await supervisions.findByLine(db, of.orderLineId) : undefined
    return omitUndefined({
      ...(await readOrderFacts(context, db, numbers)),
      reference: sealed ? seal.open(sealed, formatPlace(of.id)) : of.reference,
      identificationCode: supervision?.demand,
      fingerprint: application?.fingerprint,
    })
  }

  return { facts }
}
