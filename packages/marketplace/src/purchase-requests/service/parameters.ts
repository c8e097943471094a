import type { Seal } from '../../platform/index.ts'
import type { AskedValues } from '../schema.ts'

/** The values are sealed, since they may contain personal data. */
export const sealParameters = (seal: Seal, place: string, values: AskedValues): Uint8Array | undefined =>
  values.length > 0 ? seal.seal(JSON.stringify(values), place) : undefined

export const readParameters = (seal: Seal, place: string, sealed: Uint8Array | undefined): AskedValues =>
  sealed === undefined ? [] : (JSON.parse(seal.open(sealed, place)) as AskedValues)
