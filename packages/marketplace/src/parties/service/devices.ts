import { timingSafeEqual } from 'node:crypto'
import type { Id } from '@loggia/kernel'
import type { Platform } from '../../platform/index.ts'

const deviceBytes = 16
type Owner = { readonly id: Id<'mbr'>; readonly passwordHash: string }

/**
 * Tokens that tell a member's browser from a stranger's. A token gives no access. It is signed for the member and the
 * present password, so that a new password makes all tokens invalid.
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

  /** The token that belongs to the owner. */
  const findDevice = (devices: readonly string[], owner: Owner): string | undefined =>
    devices.find((device) => isOf(device, owner))

  return { makeDevice, findDevice }
}
