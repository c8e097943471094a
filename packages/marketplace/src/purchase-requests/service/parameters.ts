import type { Seal } from '../../platform/index.ts'
import type { Submission } from './filing.ts'

type Values = NonNullable<Submission['parameters']>

/** The values are sealed, since they may contain personal data. */
export const sealParameters = (seal: Seal, place: string, values: Values): Uint8Array | undefined =>
  values.length > 0 ? seal.seal(JSON.stringify(values), place) : undefined

export const readParameters = (seal: Seal, place: string, sealed: Uint8Array | undefined): Values =>
  sealed === undefined ? [] : (JSON.parse(seal.open(sealed, place)) as Values)
