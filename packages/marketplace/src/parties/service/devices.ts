import { timingSafeEqual } from 'node:crypto'
import type { Platform } from '../../platform/index.ts'
import type { DeviceOwner } from '../store/index.ts'

const deviceBytes = 16

/**
 * Tokens that tell a member's browser from a stranger's. A token gives no access. It is signed for the member, the
 * present password and the time of the oldest second factor. So a new password makes all tokens invalid, and a first
 * second factor those of whoever knew only the password.
 */
export function createDevices({ seal, randomBytes }: Pick<Platform, 'seal' | 'randomBytes'>) {
  const sign = (name: string, { id, passwordHash, factorSince }: DeviceOwner): string => {
    const of = factorSince === undefined ? passwordHash : `${passwordHash}:${factorSince}`
    return `${name}.${seal.digest(`device:${id}:${name}:${of}`)}`
  }

  const makeDevice = (owner: DeviceOwner): string =>
    sign(Buffer.from(randomBytes(deviceBytes)).toString('base64url'), owner)

  function isOf(device: string, owner: DeviceOwner): boolean {
    const [name = ''] = device.split('.')
    const [given, right] = [Buffer.from(device), Buffer.from(sign(name, owner))]
    return given.length === right.length && timingSafeEqual(given, right)
  }

  /** The token that belongs to the owner. */
  const findDevice = (devices: readonly string[], owner: DeviceOwner): string | undefined =>
    devices.find((device) => isOf(device, owner))

  return { makeDevice, findDevice }
}
