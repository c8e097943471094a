import { omitUndefined } from '@loggia/kernel'
import { createMemoryNonceStore } from '@loggia/signing'
import { readSystemTime } from '../config.ts'
import type {
  Claim,
  ClaimState,
  Json,
  KnownClaim,
  LicenseChange,
  LicensesAsked,
  SellerStore,
  Settlement,
  StoredInstance,
  StoredLicense,
} from './store.ts'
import { applyChange } from './change.ts'

type Held = { owner: string; leaseUntilMs: number; value: string; result?: Json }

/**
 * Creates a {@link SellerStore} in the memory of one process, for trials and tests. It forgets everything when the
 * process ends, so a repeated request would then get a second instance. `now` returns UTC milliseconds. Default: the
 * system clock.
 */
export function createMemoryStore({ now = readSystemTime }: { now?: () => number } = {}): SellerStore {
  const claims = new Map<string, Held>()
  const instances = new Map<string, StoredInstance>()
  const licenses = new Map<string, StoredLicense>()
  const nonces = createMemoryNonceStore({ nowMs: now })

  function claim({ key, owner, leaseMs, value }: Claim): ClaimState {
    const held = claims.get(key)
    if (held?.result !== undefined)
      return { state: 'done', value: held.value, result: held.result, owner: held.owner }
    if (held && held.leaseUntilMs > now()) return { state: 'busy', value: held.value }
    const kept = held ? held.value : value
    claims.set(key, { owner, leaseUntilMs: now() + leaseMs, value: kept })
    return { state: 'yours', value: kept }
  }

  function lookUp(key: string): KnownClaim | undefined {
    const held = claims.get(key)
    if (!held) return undefined
    if (held.result !== undefined) return { state: 'done', value: held.value, result: held.result }
    return { state: held.leaseUntilMs > now() ? 'busy' : 'free', value: held.value }
  }

  function extend({ key, owner, leaseMs }: Omit<Claim, 'value'>): boolean {
    const held = claims.get(key)
    if (!held || held.owner !== owner || held.result !== undefined) return false
    claims.set(key, { ...held, leaseUntilMs: now() + leaseMs })
    return true
  }

  function settle({ key, owner, result, change }: Settlement): boolean {
    const held = claims.get(key)
    if (!held || held.owner !== owner || (result !== undefined && held.result !== undefined)) return false
    claims.set(key, {
      owner: result === undefined ? '' : owner,
      leaseUntilMs: Number.NEGATIVE_INFINITY,
      value: held.value,
      ...omitUndefined({ result }),
    })
    if (change) put(change.instanceId, (instance) => applyChange(instance, change))
    return true
  }

  function put(instanceId: string, next: (instance: StoredInstance) => StoredInstance): void {
    const instance = instances.get(instanceId)
    if (instance) instances.set(instanceId, next(instance))
  }

  function addLicense(license: StoredLicense): StoredLicense {
    const known = licenses.get(license.licenseId)
    if (!known) licenses.set(license.licenseId, license)
    return known ?? license
  }

  function changeLicense({ from, ...change }: LicenseChange): boolean {
    const license = licenses.get(change.licenseId)
    if (!license || (from !== undefined && license.state !== from)) return false
    licenses.set(license.licenseId, { ...license, ...change })
    return true
  }

  const listLicenses = ({ state, untilMs, most }: LicensesAsked): string[] =>
    [...licenses.values()]
      .filter(
        ({ dueAtMs, ...license }) => license.state === state && dueAtMs !== undefined && dueAtMs <= untilMs,
      )
      .toSorted((one, other) => (one.dueAtMs ?? 0) - (other.dueAtMs ?? 0))
      .slice(0, most)
      .map(({ licenseId }) => licenseId)

  return {
    claim: async (asked) => claim(asked),
    lookUp: async (key) => lookUp(key),
    extend: async (asked) => extend(asked),
    settle: async (settlement) => settle(settlement),
    addInstance: async (instance) => {
      if (!instances.has(instance.instanceId)) instances.set(instance.instanceId, instance)
    },
    changeInstance: async (change) => put(change.instanceId, (instance) => applyChange(instance, change)),
    findInstances: async (ids) => ids.flatMap((id) => instances.get(id) ?? []),
    addLicense: async (license) => addLicense(license),
    changeLicense: async (change) => changeLicense(change),
    findLicense: async (licenseId) => licenses.get(licenseId),
    listLicenses: async (asked) => listLicenses(asked),
    remember: async (nonce, untilMs) => nonces.remember(nonce, untilMs),
  }
}
