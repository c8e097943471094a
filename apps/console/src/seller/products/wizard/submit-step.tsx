import { isPerformed } from '@loggia/kernel'
import { Button, Icon } from '@loggia/ui'
import { useState } from 'react'
import { BoundAccess } from '../../../centre/parts/bound-access.tsx'
import { Card } from '../../../centre/parts/page.tsx'
import { wizardTexts } from './texts.ts'
import { TestCallAdvice } from '../../test-calls/advice.tsx'
import { BindDialog } from '../bind-dialog.tsx'
import type { Place } from './place.ts'
import { Wanting } from './wanting.tsx'
import { useWizard } from './wizard-state.ts'

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
        <p className="t13 dim">{product ? texts.unbound : texts.completeFirst}</p>
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
