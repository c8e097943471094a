import { createSellerWith, ok } from '../saas-v2/right.ts'
import type { Message, Parts, Shop, SoldInstance } from '../saas-v2/right.ts'
import { isFilled } from '../saas-v2/tables.ts'
import type { Table } from '../saas-v2/tables.ts'
import type { MakeSeller } from '../seller.ts'

const id = { max: 64 }

/** The mandatory members of each activity, written from the tables of the protocol without using our own code. */
export const tables: Readonly<Record<string, Table>> = {
  refreshLicenseCode: {
    license: id,
    scene: { oneOf: ['RENEWAL', 'UNSUBSCRIBE_RENEWAL_PERIOD'] },
    orderId: id,
    orderLineId: id,
    expireTime: { time: true },
  },
  updateLicenseCodeStatus: { license: id, status: { oneOf: ['FREEZE', 'UNFREEZE'] } },
  releaseLicenseCode: { license: id },
}

/** The codes that the sellers of the corpus know: as many as a run needs. */
export const corpusCodes: readonly string[] = Array.from(
  { length: 8 },
  (_, at) => `TEST${String(at + 1).padStart(36, 'QX')}`,
)

function findMessageFault(message: Message): string | undefined {
  const { activity } = message
  const table = typeof activity === 'string' && Object.hasOwn(tables, activity) ? tables[activity] : undefined
  return table !== undefined && isFilled(message, table) ? undefined : '000002'
}

const unknownLicense: Message = { resultCode: '000003', resultMsg: 'No such license.' }

/** The state of a known code; it is in use until something else is said. */
function findLicense(license: unknown, { byId }: Shop): SoldInstance | undefined {
  const code = String(license)
  if (!byId.has(code) && corpusCodes.includes(code))
    byId.set(code, { instanceId: code, line: code, state: 'open', asked: 0 })
  return byId.get(code)
}

/** Carries out a message. */
function carryOut(message: Message, shop: Shop): Message {
  const license = findLicense(message['license'], shop)
  if (!license) return unknownLicense
  if (message['activity'] === 'releaseLicenseCode') license.state = 'released'
  else if (license.state === 'released') return unknownLicense
  else if (message['activity'] === 'updateLicenseCodeStatus')
    license.state = message['status'] === 'FREEZE' ? 'frozen' : 'open'
  return ok
}

/** The parts that a receiver of these callbacks has instead of those of SaaS V2.0; the proof is the same. */
const createParts = (right: Parts): Parts => ({
  ...right,
  messageFault: findMessageFault,
  carryOut: async (message, shop) => carryOut(message, shop),
  handle: (request, shop, parts) => {
    for (const code of corpusCodes) findLicense(code, shop)
    return right.handle(request, shop, parts)
  },
})

/** A receiver of these callbacks in which some parts are replaced. */
export const createCodeSeller = (change: (right: Parts) => Partial<Parts>): MakeSeller =>
  createSellerWith((right) => {
    const parts = createParts(right)
    return { ...parts, ...change(parts) }
  })
