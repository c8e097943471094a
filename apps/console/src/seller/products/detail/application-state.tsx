import type { ProductApplication } from '@loggia/protocol/console'
import { State } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { ownProductTexts } from '../texts.ts'

const kinds: Readonly<Record<ProductApplication['state'], StateKind>> = {
  in_review: 'run',
  approved: 'ok',
  rejected: 'bad',
  withdrawn: 'end',
}

/** The kind and the state of an application. */
export function ApplicationState({ of }: { readonly of: Pick<ProductApplication, 'kind' | 'state'> }) {
  const texts = ownProductTexts.use()
  return (
    <State kind={kinds[of.state]}>{`${texts.kinds[of.kind]} · ${texts.applicationStates[of.state]}`}</State>
  )
}
