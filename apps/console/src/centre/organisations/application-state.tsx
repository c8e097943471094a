import type { OrganisationApplicationState } from '@loggia/protocol/console'
import { State } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { organisationTexts } from './texts.ts'

const kinds: Readonly<Record<OrganisationApplicationState, StateKind>> = {
  in_review: 'run',
  approved: 'ok',
  rejected: 'bad',
  withdrawn: 'end',
}

/** The state of an application. */
export function ApplicationState(props: {
  readonly state: OrganisationApplicationState
  readonly pill?: boolean
}) {
  return (
    <State kind={kinds[props.state]} pill={props.pill ?? false}>
      {organisationTexts.use().states[props.state]}
    </State>
  )
}
