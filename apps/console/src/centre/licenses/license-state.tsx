import type { License } from '@loggia/protocol/console'
import { State } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { licenseTexts } from './texts.ts'

const kinds: Readonly<Record<License['state'], StateKind>> = {
  waiting: 'run',
  issued: 'warn',
  collected: 'ok',
  active: 'ok',
  ended: 'end',
}

/** Where a license stands; a frozen one is called that whatever came before. */
export function LicenseState({ of }: { readonly of: Pick<License, 'way' | 'state' | 'frozen'> }) {
  const texts = licenseTexts.use()
  if (of.frozen && of.state !== 'ended') return <State kind="ice">{texts.frozen}</State>
  return <State kind={kinds[of.state]}>{texts.states[of.way][of.state]}</State>
}
