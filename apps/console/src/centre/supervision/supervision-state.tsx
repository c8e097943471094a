import type { Supervision, SupervisionStage } from '@loggia/protocol/console'
import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import { State } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { stateTexts } from '../parts/state-texts.ts'

const kinds: Readonly<Record<SupervisionStage, StateKind>> = {
  demand: 'warn',
  confirmation: 'run',
  design: 'run',
  design_review: 'warn',
  performing: 'run',
  recheck: 'run',
  acceptance: 'warn',
  collection: 'warn',
  activation: 'run',
  done: 'ok',
  ended: 'end',
}

/** Where a delivery stands, or what stops it. */
export function SupervisionState(props: {
  readonly of: Pick<Supervision, 'stage' | 'paused' | 'flow'>
  readonly pill?: boolean
}) {
  const { supervision, supervisionOfLicense, supervisionPause } = stateTexts.use()
  const { stage, paused, flow } = props.of
  const isCode = findLicenseWay(flow) === 'code'
  const word =
    stage === 'demand' && flow === 'license_online'
      ? supervisionOfLicense.identification
      : stage === 'done' && isCode
        ? supervisionOfLicense.activated
        : supervision[stage]
  return (
    <State kind={paused ? 'ice' : kinds[stage]} pill={props.pill ?? false}>
      {paused ? supervisionPause[paused] : word}
    </State>
  )
}
