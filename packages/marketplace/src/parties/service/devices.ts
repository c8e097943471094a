import { timingSafeEqual } from 'node:crypto'
import type { Id } from '@loggia/kernel'
import type { Platform } from '../../platform/index.ts'

const deviceBytes = 16
type Owner = { readonly id: Id<'mbr'>; readonly passwordHash: string }

/**
 * What tells a browser in which a member has signed in from a stranger's. It opens nothing; it is signed for this member and this
 * password, so that a new password makes all browsers strangers again.
 */
export function createDevices({ seal, randomBytes }: Pick<Platform, 'seal' | 'randomBytes'>) {
  const sign = (name: string, { id, passwordHash }: Owner): string =>
    `${name}.${seal.digest(`device:${id}:${name}:${passwordHash}`)}`

  const makeDevice = (owner: Owner): string =>
    sign(Buffer.from(randomBytes(deviceBytes)).toString('base64url'), owner)

  function isOf(device: string, owner: Owner): boolean {
    const [name = ''] = device.split('.')
    const [given, right] = [Buffer.from(device), Buffer.from(sign(name, owner))]
    return given.length === right.length && timingSafeEqual(given, right)
  }

  /** The one of these that is the owner's. */
  const findDevice = (devices: readonly string[], owner: Owner): string | undefined =>
    devices.find((device) => isOf(device, owner))

  return { makeDevice, findDevice }
}
