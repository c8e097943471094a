import type { Supervision, SupervisionStage } from '@loggia/protocol/console'
import { getFlow, turns } from '@loggia/protocol/console/supervision/kinds'
import { Icon } from '@loggia/ui'
import { findCurrentPart, listSteps } from './stages.ts'
import { supervisionTexts } from './texts.ts'
import './supervision.css'

/** The steps of a delivery, drawn from the table of its flow. One that ended has no current step. */
export function FlowSteps({ of }: { readonly of: Supervision }) {
  const texts = supervisionTexts.use()
  const { steps } = texts
  const part = findCurrentPart(of)
  const { shipped } = getFlow(of.flow)
  const nameOf = (stage: SupervisionStage): string => {
    if (stage === 'performing' && shipped) return steps.shipping
    return stage === 'demand' && of.flow === 'license_online' ? steps.identification : steps.names[stage]
  }
  if (of.stage === 'ended') return null
  return (
    <ol className="flow card" aria-label={steps.label}>
      {listSteps(of).map(({ stage, standing }, at) => {
        // A code is activated by software.
        const turn = stage === 'activation' ? undefined : turns[stage]
        const isPart = part !== undefined && standing === 'now'
        return (
          <li
            key={stage}
            className={`flow__${standing}`}
            aria-current={standing === 'now' ? 'step' : undefined}
          >
            <span className="flow__n" aria-hidden="true">
              {standing === 'done' ? <Icon name="check" size={16} /> : at + 1}
            </span>
            <span>
              <b>
                {nameOf(stage)}
                {standing === 'done' && <span className="sr">{steps.done}</span>}
              </b>
              <small>{isPart ? steps.part(part.number, part.count) : turn && texts.turns[turn]}</small>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
