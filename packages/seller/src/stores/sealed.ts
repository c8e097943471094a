import { omitUndefined } from '@loggia/kernel'
import type { Access } from '../instance.ts'
import type { AccessKeys } from '../keys.ts'
import type { SellerProblem } from '../problems.ts'
import { createBox } from './box.ts'
import type { InstanceChange, SellerStore, StoredAccess, StoredInstance, StoredLicense } from './store.ts'

const purpose = 'loggia seller: first passwords'

type Options = {
  readonly store: SellerStore
  readonly keys: AccessKeys
  readonly onProblem: (problem: SellerProblem) => void
}

const hasPassword = ({ access }: StoredInstance): boolean =>
  access?.password !== undefined || access?.sealedPassword !== undefined

/** Access data with the password opened. `isOld`: the password has to be sealed again with the current key. */
type Opened = { readonly access: Access; readonly isOld: boolean }

/** The row of a license, for its seal. */
const rowOfLicense = (licenseId: string): string => `license ${licenseId}`

/**
 * Wraps a store so that the first passwords of buyers, and licenses, are sealed. Reading the tables or a dump of them
 * does not reveal any without the seller's settings. They are sealed with the current access key and can be opened with
 * each given key. What was sealed with an older key, or a password that an older version of this package stored in
 * plain text, is sealed again when it is read.
 */
export function createSealedStore({ store, keys, onProblem }: Options): SellerStore {
  const boxes = keys.map((key) => createBox(key, purpose))
  const [current] = boxes

  function sealAccess(access: StoredAccess | undefined, instanceId: string): StoredAccess | undefined {
    if (access?.password === undefined || !current) return access
    const { password, ...rest } = access
    return { ...rest, sealedPassword: current.seal(password, instanceId) }
  }

  function withSealed<T extends InstanceChange>(change: T): T {
    const access = sealAccess(change.access, change.instanceId)
    return access === change.access ? change : { ...change, access }
  }

  function openWithAny(sealed: string, row: string): { plain: string; isOld: boolean } | undefined {
    for (const [at, box] of boxes.entries()) {
      const plain = box.open(sealed, row)
      if (plain !== undefined) return { plain, isOld: at > 0 }
    }
    return undefined
  }

  function openAccess({ sealedPassword, ...access }: StoredAccess, instanceId: string): Opened {
    if (sealedPassword === undefined) return { access, isOld: access.password !== undefined }
    const found = openWithAny(sealedPassword, instanceId)
    if (found) return { access: { ...access, password: found.plain }, isOld: found.isOld }
    const message =
      'The initial password of an instance was encrypted with an access key that is no longer given, so it is not returned.'
    onProblem({ code: 'field_not_opened', detail: 'other_key', message, instanceId })
    return { access, isOld: false }
  }

  async function openInstance(instance: StoredInstance): Promise<StoredInstance> {
    if (instance.access === undefined) return instance
    const { instanceId } = instance
    const { access, isOld } = openAccess(instance.access, instanceId)
    if (isOld)
      // A failure does not matter for this answer; the next read tries again.
      await store.changeInstance(withSealed({ instanceId, access })).catch((error: unknown) => {
        onProblem({
          code: 'store_failed',
          message: 'A password could not be encrypted again with the current key.',
          instanceId,
          error,
        })
      })
    return { ...instance, access }
  }

  const sealLicense = <T extends { licenseId: string; content?: string }>(license: T): T =>
    license.content === undefined || !current
      ? license
      : { ...license, content: current.seal(license.content, rowOfLicense(license.licenseId)) }

  async function openLicense(license: StoredLicense): Promise<StoredLicense> {
    const { content: sealed, ...rest } = license
    if (sealed === undefined) return license
    const { licenseId, instanceId, state } = license
    const found = openWithAny(sealed, rowOfLicense(licenseId))
    if (!found) {
      const message =
        'A license was encrypted with an access key that is no longer given, so it cannot be made or sent any more.'
      onProblem({ code: 'field_not_opened', detail: 'other_key', message, instanceId })
      return rest
    }
    const content = found.plain
    if (found.isOld)
      // While it is promised the content is its device: a license that was made meanwhile is not overwritten by that.
      await store
        .changeLicense({ ...sealLicense({ licenseId, content }), from: state })
        .catch((error: unknown) => {
          const message = 'A license could not be encrypted again with the current key.'
          onProblem({ code: 'store_failed', message, instanceId, error })
        })
    return { ...rest, content }
  }

  return {
    claim: (claim) => store.claim(claim),
    lookUp: (key) => store.lookUp(key),
    extend: (claim) => store.extend(claim),
    settle: ({ change, ...settlement }) =>
      store.settle(omitUndefined({ ...settlement, change: change ? withSealed(change) : undefined })),
    addInstance: (instance) => store.addInstance(withSealed(instance)),
    changeInstance: (change) => store.changeInstance(withSealed(change)),
    findInstances: async (ids) => {
      const found = await store.findInstances(ids)
      return found.some(hasPassword) ? Promise.all(found.map(openInstance)) : found
    },
    addLicense: async (license) => openLicense(await store.addLicense(sealLicense(license))),
    changeLicense: (change) => store.changeLicense(sealLicense(change)),
    findLicense: async (licenseId) => {
      const found = await store.findLicense(licenseId)
      return found && openLicense(found)
    },
    listLicenses: (asked) => store.listLicenses(asked),
    remember: (nonce, untilMs) => store.remember(nonce, untilMs),
    close: () => store.close?.(),
  }
}
