import { isPerformed } from '@loggia/kernel'
import { Link } from '@tanstack/react-router'
import { Button, Icon } from '@loggia/ui'
import { useState } from 'react'
import { BoundAccess } from '../../../centre/parts/bound-access.tsx'
import { Card } from '../../../centre/parts/page.tsx'
import { wizardTexts } from './texts.ts'
import { TestCallAdvice } from '../../test-calls/advice.tsx'
import { BindDialog } from '../bind-dialog.tsx'
import { findStep, steps } from '@loggia/protocol/console/catalog/draft/faults'
import { useSayFault, useWizard } from './wizard-state.ts'
import type { Place } from './place.ts'

/** Remaining faults, the address of the calls if there is a server, and what happens next. */
export function SubmitStep({ place }: { readonly place: Place }) {
  const texts = wizardTexts.use().submit
  const { form, isListed, product } = useWizard()
  const isSaas = !isPerformed(form.type)
  return (
    <>
      <Wanting place={place} />
      {isSaas && <Access />}
      {isSaas && product && <TestCallAdvice product={product} />}
      <div className="note note--info">
        <Icon name="clock" />
        <p>{isListed ? texts.changeReview : texts.review}</p>
      </div>
    </>
  )
}

function Wanting({ place }: { readonly place: Place }) {
  const texts = wizardTexts.use()
  const say = useSayFault()
  const { faults } = useWizard()
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
          const sentences = [...new Set(wrong.map(say))]
          return wrong.length === 0 ? null : (
            <li key={step}>
              <Link {...place} search={{ step }}>
                {texts.steps[step]}
              </Link>
              <span className="dim">{texts.wanting(wrong.length)}</span>
              <span className="below">{sentences.slice(0, 3).join(' ')}</span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function Access() {
  const texts = wizardTexts.use().submit
  const { product } = useWizard()
  const [isBinding, setBinding] = useState(false)
  return (
    <Card id="wizard-access" title={texts.accessTitle}>
      {product?.access ? (
        <div className="stack">
          <p className="t13 dim">{texts.access}</p>
          <BoundAccess of={product.access} />
        </div>
      ) : (
        <p className="t13 dim">{product ? texts.unbound : texts.saveFirst}</p>
      )}
      {product && (
        <div className="row access__act">
          <Button onClick={() => setBinding(true)}>{product.access ? texts.rebind : texts.bind}</Button>
        </div>
      )}
      {product && isBinding && <BindDialog product={product} onClose={() => setBinding(false)} />}
    </Card>
  )
}
