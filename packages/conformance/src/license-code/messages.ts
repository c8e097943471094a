import type { LicenseCodeActivity } from '@loggia/protocol/license/code'
import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../engine/bench.ts'
import { createOrder } from '../purchases/ids.ts'
import { formatInMonths } from '../purchases/times.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** An authorisation code that nobody bought. */
export const createCode = ({ hex }: Pick<Bench, 'hex'>): string =>
  [...Buffer.from(hex(80), 'hex')].map((byte) => letters[byte % letters.length]).join('')

/** A right message of each activity about this code. */
export function createMessage(bench: Bench, activity: LicenseCodeActivity, license: string): JsonObject {
  switch (activity) {
    case 'refreshLicenseCode':
      return {
        activity,
        license,
        scene: 'RENEWAL',
        ...createOrder(bench),
        expireTime: formatInMonths(bench, 1),
      }
    case 'updateLicenseCodeStatus':
      return { activity, license, status: 'FREEZE' }
    case 'releaseLicenseCode':
      return { activity, license }
  }
}
