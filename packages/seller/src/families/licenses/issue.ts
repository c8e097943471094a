import { omitUndefined } from '@loggia/kernel'
import { identificationCodeName } from '@loggia/protocol/license/v1'
import { isRefusal } from '../../refusals.ts'
import { refuseAs } from '../../requests.ts'
import type { IssueRequest, Outcome } from '../../requests.ts'
import type { Call } from '../context.ts'
import { openOnce, toRefusedOpening } from '../instances/open-once.ts'
import type { Opening } from '../instances/opening.ts'
import { findRefusal } from '../run-handler.ts'
import { decodeLicense, toDigest, encodeLicense, readLicenseText } from './content.ts'
import type { LicenseV1Handlers } from './handlers.ts'

type V1Call = Call<LicenseV1Handlers>

const toLicenseId = (instanceId: string): string => toDigest('issue', instanceId)

/** Issues the license of an order, once: a repeat gets the same license and the same id (license §1.1). */
export async function issue(call: V1Call, request: IssueRequest): Promise<Outcome> {
  const found = await openOnce(call, request, { open: createIssuer(call, request) })
  if ('outcome' in found) return found.outcome
  const { ended } = found
  const instanceId = ended.value
  if (!ended.ended) return { kind: 'opening', instanceId }
  const refusal = findRefusal(ended.result)
  if (refusal) return toRefusedOpening(instanceId, refusal)
  const content = (await call.store.findLicense(toLicenseId(instanceId)))?.content
  const license = content === undefined ? undefined : decodeLicense(content)
  return typeof license === 'string'
    ? { kind: 'issued', instanceId, license }
    : refuseAs('failed', 'The license cannot be read any more.')
}

/** Runs the handler `issue` if the license is not stored yet: a process may have died between both. */
const createIssuer =
  ({ store, handlers, now }: V1Call, { protocol, isTest }: IssueRequest): Opening['open'] =>
  async ({ instanceId, purchase }) => {
    const licenseId = toLicenseId(instanceId)
    if (await store.findLicense(licenseId)) return undefined
    const identificationCode = purchase.parameters[identificationCodeName] || undefined
    const given = await handlers.issue(
      omitUndefined({ instanceId, purchase, protocol, isTest, identificationCode }),
    )
    if (isRefusal(given)) return given
    const content = encodeLicense(readLicenseText(given))
    // If another process was faster, its license counts.
    await store.addLicense({
      licenseId,
      instanceId,
      isTest,
      madeAtMs: now(),
      state: 'delivered',
      content,
      failures: 0,
    })
    return undefined
  }
