import { Link, useBlocker, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Icon, useText } from '@loggia/ui'
import { useEffect, useRef, useState } from 'react'
import { ActButton, DecisionDialog, Refusal } from '../../../centre/parts/dialog.tsx'
import { Page } from '../../../centre/parts/page.tsx'
import { ProductState } from '../../../centre/parts/states.tsx'
import { findAccessNeed } from '../../../centre/products/product-access.ts'
import { previewTexts } from './preview-texts.ts'
import { wizardTexts } from './texts.ts'
import { steps } from '@loggia/protocol/console/catalog/draft/faults'
import type { Step } from '@loggia/protocol/console/catalog/draft/faults'
import { isBlank } from '@loggia/protocol/console/catalog/draft/form'
import { getFormSupervision } from '@loggia/protocol/console/catalog/draft/supervision'
import { forget } from '../kept.ts'
import { BasicsStep } from './basics-step.tsx'
import type { Place } from './place.ts'
import { Preview } from './preview.tsx'
import { StartNote } from './start-note.tsx'
import { FieldFocus, Steps } from './steps.tsx'
import { useSaving } from './use-saving.ts'
import { WizardProvider, useWizard, useWizardState } from './wizard-state.ts'
import type { Start } from './wizard-state.ts'
import {
  AttributesStep,
  DeliveryStep,
  GateRun,
  MediaStep,
  PricesStep,
  SaleStep,
  SubmitStep,
} from './later.ts'

/** Steps on top, the form on the left, the buyers' view on the right, and the buttons at the bottom. */
export function Wizard({ start, onDiscard }: { readonly start: Start; readonly onDiscard: () => void }) {
  const wizard = useWizardState(start)
  const discard = () => {
    wizard.stopKeeping()
    forget(wizard.where)
    onDiscard()
  }
  return (
    <WizardProvider value={wizard}>
      <Body onDiscard={discard} />
    </WizardProvider>
  )
}

function Body({ onDiscard }: { readonly onDiscard: () => void }) {
  const texts = wizardTexts.use()
  const text = useText()
  const wizard = useWizard()
  const { form, product, start } = wizard
  const { productId } = start
  const place: Place =
    productId === undefined
      ? { to: '/seller/products/new' }
      : { to: '/seller/products/$productId/edit', params: { productId } }
  const { step = 'basics', field } = useSearch({ from: place.to })
  const navigate = useNavigate()
  const toStep = (to: Step) => void navigate({ ...place, search: { step: to } })
  const [pane, setPane] = useState<'form' | 'preview'>('form')
  const name = isBlank(form.name) ? texts.unnamed : text(form.name)
  const title =
    productId === undefined
      ? texts.newTitle
      : wizard.isListed
        ? texts.changeTitle(name)
        : texts.editTitle(name)
  return (
    <Page
      area="seller"
      title={title}
      crumbs={<Crumbs />}
      state={product && <ProductState state={product.state} />}
      lead={<SaveStatus />}
    >
      {wizard.note && <StartNote of={wizard.note} onDiscard={onDiscard} />}
      <Steps place={place} chosen={step} />
      <Panes chosen={pane} onChoose={setPane} />
      <div className={`wiz wiz--${pane}`}>
        <div className="wiz__main">
          <StepHead step={step} />
          <StepFields key={wizard.round} step={step} place={place} field={field} />
          <FieldFocus step={step} field={field} />
          <SaveBar step={step} toStep={toStep} />
        </div>
        <Preview />
      </div>
      <LeaveGuard />
    </Page>
  )
}

function Crumbs() {
  const texts = wizardTexts.use()
  const text = useText()
  const { product, start } = useWizard()
  return (
    <>
      <Link to="/seller/products">{texts.products}</Link>
      <Icon name="chevron-right" />
      {product ? (
        <Link to="/seller/products/$productId" params={{ productId: product.id }}>
          {text(product.name)}
        </Link>
      ) : (
        <span>{start.productId === undefined ? texts.newTitle : texts.draftCrumb}</span>
      )}
    </>
  )
}

function SaveStatus() {
  const { status } = wizardTexts.use()
  const { isDirty, isListed, saved } = useWizard()
  const said = isDirty
    ? status.dirty
    : saved === undefined
      ? status.new
      : isListed
        ? status.change
        : status.clean
  return <span role="status">{said}</span>
}

/** Chooses between form and preview if there is space for only one. */
function Panes(props: {
  readonly chosen: 'form' | 'preview'
  readonly onChoose: (pane: 'form' | 'preview') => void
}) {
  const { panes } = previewTexts.use()
  return (
    <div className="seg wiz__panes" role="group" aria-label={panes.label}>
      {(['form', 'preview'] as const).map((pane) => (
        <button
          key={pane}
          type="button"
          aria-pressed={props.chosen === pane}
          onClick={() => props.onChoose(pane)}
        >
          {panes[pane]}
        </button>
      ))}
    </div>
  )
}

/** The focus follows the step, so that screen readers announce it and keyboard users start there. */
function StepHead({ step }: { readonly step: Step }) {
  const texts = wizardTexts.use()
  const element = useRef<HTMLHeadingElement>(null)
  const before = useRef(step)
  useEffect(() => {
    if (before.current !== step) element.current?.focus()
    before.current = step
  }, [step])
  return (
    <h2 ref={element} tabIndex={-1} className="wiz__head">
      {steps.indexOf(step) + 1}. {texts.steps[step]}
    </h2>
  )
}

function StepFields(props: {
  readonly step: Step
  readonly place: Place
  readonly field: string | undefined
}) {
  const { step, place, field } = props
  switch (step) {
    case 'basics':
      return <BasicsStep />
    case 'media':
      return <MediaStep />
    case 'attributes':
      return <AttributesStep />
    case 'prices':
      return <PricesStep field={field} />
    case 'delivery':
      return <DeliveryStep />
    case 'sale':
      return <SaleStep />
    case 'submit':
      return <SubmitStep place={place} />
  }
}

function SaveBar({ step, toStep }: { readonly step: Step; readonly toStep: (step: Step) => void }) {
  const texts = wizardTexts.use()
  const wizard = useWizard()
  const saving = useSaving(wizard, { step, toStep })
  const at = steps.indexOf(step)
  const [before, after] = [steps[at - 1], steps[at + 1]]
  const { form, product } = wizard
  // A product for which no server has to be called needs no address, only to be saved.
  const served = { type: form.type, supervision: getFormSupervision(form) }
  const isCalled = findAccessNeed(served) === 'needed'
  const isBound = isCalled ? product?.access !== undefined : product !== undefined
  return (
    <>
      <Refusal error={saving.error} />
      {product && <GateRun run={saving.run} productId={product.id} error={saving.error} />}
      <div className="savebar">
        <span className="grow" />
        <Button variant="plain" disabled={saving.isBusy} onClick={() => void saving.save()}>
          {saving.isBusy ? texts.saving : texts.save}
        </Button>
        {before && <Button onClick={() => toStep(before)}>{texts.back}</Button>}
        {after ? (
          <Button variant="primary" onClick={() => toStep(after)}>
            {texts.next}
          </Button>
        ) : (
          <ActButton
            busy={texts.submit.submitting}
            isBusy={saving.isBusy}
            disabled={!isBound && wizard.faults.length === 0}
            onAct={() => void saving.submit()}
          >
            {wizard.isListed ? texts.submit.file : texts.submit.submit}
          </ActButton>
        )}
        {!after && !isBound && wizard.product && <span className="t12 faint">{texts.submit.unbound}</span>}
        {!after && !product && isCalled && <span className="t12 faint">{texts.submit.completeFirst}</span>}
      </div>
    </>
  )
}

/** The steps can be visited freely, but leaving the page needs a decision. */
function LeaveGuard() {
  const texts = wizardTexts.use().leave
  const { isDirty } = useWizard()
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <DecisionDialog
      texts={texts}
      act={texts.act}
      change={{ isPending: false, error: null }}
      onClose={blocker.reset}
      onAct={blocker.proceed}
    >
      <p className="t13">{texts.text}</p>
    </DecisionDialog>
  )
}
