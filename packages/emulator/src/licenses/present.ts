import { omitUndefined } from '@loggia/kernel'
import type { EmulatorHost } from '@loggia/marketplace/embedded'
import type { EmulatorLicense } from './schema.ts'

/** A license as its buyer sees it. */
export type ShownLicense = Awaited<ReturnType<EmulatorHost['market']['licenses']['getOfService']>>

/** What an act has shown of a license: its text, the texts of its devices by their ids, or an answer. */
export type Revealed = Pick<EmulatorLicense, 'text' | 'answer'> & {
  readonly texts?: ReadonlyMap<string, string>
}

export function presentLicense(
  { of: { way, state, quantity }, applications }: ShownLicense,
  { texts, ...more }: Revealed = {},
): EmulatorLicense {
  const devices = applications.map(({ of }) =>
    omitUndefined({ device: of.fingerprint, state: of.state, text: texts?.get(of.id) }),
  )
  return { way, state, quantity, devices, ...more }
}
