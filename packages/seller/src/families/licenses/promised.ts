import type { ApplyRequest } from '../../requests.ts'
import type { StoredLicense } from '../../stores/store.ts'
import type { Context } from '../context.ts'
import { findInstances, showInstance } from '../instances/instances.ts'
import type { ApplyAsked } from './handlers.ts'

type Device = Pick<ApplyAsked, 'fingerprint' | 'effectiveAtMs' | 'expiresAtMs'>

/** As many as are listed at once. */
const most = 1_000

/** What a license is promised for, as JSON: a store keeps it sealed in the place of the content, until that is there. */
export const encodeDevice = ({ fingerprint, effectiveAtMs, expiresAtMs }: ApplyRequest): string =>
  JSON.stringify({ fingerprint, effectiveAtMs, expiresAtMs })

/** The licenses that `apply` promised and that nobody has given yet, as `apply` was asked for them, the oldest first. */
export async function listPromised({ store, now }: Pick<Context, 'store' | 'now'>): Promise<ApplyAsked[]> {
  const ids = await store.listLicenses({ state: 'promised', untilMs: now(), most })
  const licenses: StoredLicense[] = []
  for (const id of ids) {
    const license = await store.findLicense(id)
    // It may have been given in the meantime.
    if (license?.state === 'promised') licenses.push(license)
  }
  const ofLicenses = new Set(licenses.map(({ instanceId }) => instanceId))
  const instances = new Map(
    (await findInstances(store, [...ofLicenses])).map((one) => [one.instanceId, one] as const),
  )
  return licenses.flatMap(({ licenseId, instanceId, eventId, content }) => {
    const instance = instances.get(instanceId)
    if (!instance || eventId === undefined || content === undefined) return []
    const { protocol, isTest } = instance
    const device = JSON.parse(content) as Device
    return [{ protocol, isTest, instance: showInstance(instance), licenseId, eventId, ...device }]
  })
}
