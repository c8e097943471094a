import { findStep, steps } from '@loggia/protocol/console/catalog/draft/faults'
import { Icon } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { Card } from '../../../centre/parts/page.tsx'
import { useFieldName } from './field-names.ts'
import type { Place } from './place.ts'
import { wizardTexts } from './texts.ts'
import { useSayFault, useWizard } from './wizard-state.ts'

/** Every missing or wrong entry by its label, under its step; each leads to its field. */
export function Wanting({ place }: { readonly place: Place }) {
  const texts = wizardTexts.use()
  const say = useSayFault()
  const nameOf = useFieldName()
  const { faults, leaveStep } = useWizard()
  if (faults.length === 0)
    return (
      <div className="note note--ok">
        <Icon name="check" />
        <p>{texts.submit.ready}</p>
      </div>
    )
  return (
    <Card id="wizard-wanting" title={texts.submit.wantingTitle}>
      <ul className="wanting t13">
        {steps.map((step) => {
          const wrong = faults.filter(({ field }) => findStep(field) === step)
          return wrong.length === 0 ? null : (
            <li key={step}>
              <b className="strong">{texts.steps[step]}</b>
              <span className="dim">{texts.wanting(wrong.length)}</span>
              <ul className="wanting__fields">
                {wrong.map((fault, at) => (
                  <li key={`${fault.field} ${at}`}>
                    <Link {...place} search={{ step, field: fault.field }} onClick={() => leaveStep(step)}>
                      {nameOf(fault.field)}
                    </Link>{' '}
                    <span className="dim">{say(fault)}</span>
                  </li>
                ))}
              </ul>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
