import { getFormSupervision } from '@loggia/protocol/console/catalog/draft/supervision'
import type { SellerProduct } from '@loggia/protocol/console'
import { Button, Icon } from '@loggia/ui'
import { useState } from 'react'
import { BoundAccess } from '../../../centre/parts/bound-access.tsx'
import { Card } from '../../../centre/parts/page.tsx'
import { findAccessNeed, findWayOf, mayBeJoint } from '../../../centre/products/product-access.ts'
import { wizardTexts } from './texts.ts'
import { TestCallAdvice } from '../../test-calls/advice.tsx'
import { useWhyLinked } from '../../apps/product-link.tsx'
import { TestCodesCard } from '../detail/test-codes-card.tsx'
import { ownProductTexts } from '../texts.ts'
import type { Place } from './place.ts'
import { Wanting } from './wanting.tsx'
import { useWizard } from './wizard-state.ts'
import { BindDialog, UnlinkDialog } from '../later.ts'

/** Remaining faults, the address of the calls if there is a server, and what happens next. */
export function SubmitStep({ place }: { readonly place: Place }) {
  const texts = wizardTexts.use().submit
  const { form, isListed, product } = useWizard()
  const served = { type: form.type, supervision: getFormSupervision(form) }
  const need = findAccessNeed(served)
  const isCode = findWayOf(served) === 'code'
  return (
    <>
      <Wanting place={place} />
      {isCode && <TestCodesCard productId={product?.id} />}
      {need !== 'none' && <Access isOptional={need === 'optional'} />}
      {product && mayBeJoint(served) && <Joint product={product} />}
      {need !== 'none' && product && <TestCallAdvice product={product} />}
      <div className="note note--info">
        <Icon name="clock" />
        <p>{isListed ? texts.changeReview : texts.review}</p>
      </div>
    </>
  )
}

function Access({ isOptional }: { readonly isOptional: boolean }) {
  const { submit: texts, optional } = wizardTexts.use()
  const { product } = useWizard()
  const [isBinding, setBinding] = useState(false)
  return (
    <Card
      id="wizard-access"
      title={isOptional ? texts.callbacksTitle : texts.accessTitle}
      beside={isOptional && <span className="faint t13">{optional}</span>}
    >
      {product?.access ? (
        <div className="stack">
          <p className="t13 dim">{isOptional ? texts.callbacks : texts.access}</p>
          <BoundAccess of={product.access} />
        </div>
      ) : (
        <p className="t13 dim">
          {product ? (isOptional ? texts.callbacks : texts.unbound) : texts.completeFirst}
        </p>
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

/** Where the seller's server is told of the people of companies (R265); most products need none. */
function Joint({ product }: { readonly product: SellerProduct }) {
  const { submit: texts, optional } = wizardTexts.use()
  const { unlinkJoint } = ownProductTexts.use().acts
  const [open, setOpen] = useState<'bind' | 'unlink'>()
  const whyLinked = useWhyLinked(product)
  const close = () => setOpen(undefined)
  return (
    <Card id="wizard-joint" title={texts.jointTitle} beside={<span className="faint t13">{optional}</span>}>
      <div className="stack">
        <p className="t13 dim">{texts.joint}</p>
        {product.joint && <BoundAccess of={product.joint} />}
      </div>
      <div className="row access__act">
        <Button onClick={() => setOpen('bind')}>{product.joint ? texts.rebindJoint : texts.bindJoint}</Button>
        {product.joint && !whyLinked && <Button onClick={() => setOpen('unlink')}>{unlinkJoint}</Button>}
        {whyLinked && <span className="t13 dim">{whyLinked}</span>}
      </div>
      {open === 'bind' && <BindDialog product={product} of="joint" onClose={close} />}
      {open === 'unlink' && <UnlinkDialog product={product} onClose={close} />}
    </Card>
  )
}
