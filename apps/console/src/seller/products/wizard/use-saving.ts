import type { DraftFault, DraftState } from '@loggia/protocol/console'
import { ApiProblem } from '@loggia/client'
import { useNavigate } from '@tanstack/react-router'
import { useText, useToast } from '@loggia/ui'
import { useRef, useState } from 'react'
import { useApi, useChange } from '../../../centre/api.ts'
import { wizardTexts } from './texts.ts'
import { toContent } from '@loggia/protocol/console/catalog/draft/content'
import { toFaults, findStep } from '@loggia/protocol/console/catalog/draft/faults'
import type { Fault, Step } from '@loggia/protocol/console/catalog/draft/faults'
import type { Both, Form } from '@loggia/protocol/console/catalog/draft/form'
import { useGate } from '../../test-calls/use-gate.ts'
import { forget } from '../kept.ts'
import { createKey } from '../../../centre/fresh-key.ts'
import type { Saved, WizardState } from './wizard-state.ts'

const touched = [
  'GET /api/seller/products',
  'GET /api/seller/products/:productId',
  'GET /api/seller/product-drafts',
  'GET /api/seller/products/:productId/draft',
  'GET /api/seller/products/:productId/applications',
  'GET /api/seller/products/:productId/history',
] as const

/** Saves a draft, submits it, and files a change of a listed product. A refusal is shown at its field and step. */
export function useSaving(
  wizard: WizardState,
  { step, toStep }: { readonly step: Step; readonly toStep: (step: Step) => void },
) {
  const texts = wizardTexts.use()
  const toast = useToast()
  const navigate = useNavigate()
  const send = useSending(wizard)
  const gate = useGate()
  const [error, setError] = useState<Error | null>(null)
  const [isBusy, setBusy] = useState(false)
  const { form, isListed, faults } = wizard
  const { productId: known } = wizard.start

  const onRefused = async (refused: unknown) => {
    const problem = refused instanceof Error ? refused : new Error(String(refused))
    const isApi = problem instanceof ApiProblem
    if (isApi && problem.code === 'catalog.draft_changed') return send.merge()
    const told = isApi ? toFaults(problem, form) : []
    wizard.check()
    wizard.refuse(told)
    setError(told.length === 0 ? problem : null)
    if (told[0]) toStep(findStep(told[0].field))
  }
  const run = async (work: () => Promise<void>) => {
    setBusy(true)
    setError(null)
    await work().catch(onRefused).catch(setError)
    setBusy(false)
  }
  const save = () =>
    run(async () => {
      const { productId, progress, complete } = await send.save()
      const { done, of } = progress
      toast.success(complete ? texts.saved : isListed ? texts.savedChange : texts.savedPartly(done, of))
      if (known === undefined)
        await navigate({
          to: '/seller/products/$productId/edit',
          params: { productId },
          search: step === 'basics' ? {} : { step },
          replace: true,
          ignoreBlocker: true,
        })
    })
  const submit = () => {
    wizard.check()
    if (faults.length > 0) return Promise.resolve()
    return run(async () => {
      const productId = await send.complete()
      if (productId === undefined) return
      if (!(await gate.pass(productId, () => send.submit(productId)))) return
      toast.success(isListed ? texts.submit.filed : texts.submit.submitted)
      await navigate({ to: '/seller/products/$productId', params: { productId }, ignoreBlocker: true })
    })
  }
  return { save, submit, isBusy, error, run: gate.run }
}

/** The requests; each rejects with the server's refusal. */
function useSending(wizard: WizardState) {
  const api = useApi()
  const text = useText()
  const create = useChange('POST /api/seller/product-drafts', touched)
  const write = useChange('PUT /api/seller/products/:productId/draft', touched)
  const hand = useChange('POST /api/seller/products/:productId/submission', touched)
  const file = useChange('POST /api/seller/products/:productId/changes', touched)
  const { form, product, saved, where, isDirty, isListed } = wizard
  const { productId: known } = wizard.start
  // If the same form is sent again after an answer was lost, it is the same intention and creates no second draft.
  const intention = useRef<{ readonly form: Form; readonly key: string }>(undefined)
  const keyOf = (of: Form): string => {
    if (intention.current?.form !== of) intention.current = { form: of, key: createKey() }
    return intention.current.key
  }
  const load = (productId: string) =>
    api.request('GET /api/seller/products/:productId/draft', { params: { productId } })
  const settle = (to: Saved) => {
    wizard.settle(to)
    forget(where)
  }
  const save = async (): Promise<DraftState> => {
    if (known === undefined) {
      const state = await create.mutateAsync({ body: { form }, idempotencyKey: keyOf(form) })
      wizard.stopKeeping()
      settle({ form, version: state.version })
      return state
    }
    const body = { form, version: saved?.version ?? 0 }
    const state = await write.mutateAsync({ params: { productId: known }, body })
    // The specifications of a product that was written have their ids.
    settle(state.complete ? await load(known) : { form, version: state.version })
    wizard.refuse(readTold(state.faults, text))
    return state
  }
  const merge = async (): Promise<void> => {
    if (known === undefined) return
    const theirs = await load(known)
    wizard.merge(theirs, theirs.saved ?? { by: '', at: '' })
  }
  /** Saves what is submitted. Returns undefined if the marketplace found something that the page had not. */
  const complete = async (): Promise<string | undefined> => {
    if (isListed && product) return product.id
    const state = product && !isDirty ? undefined : await save()
    return state?.complete === false ? undefined : (product?.id ?? state?.productId)
  }
  const submit = async (productId: string): Promise<void> => {
    const params = { productId }
    if (!isListed) {
      await hand.mutateAsync({ params })
      return
    }
    await file.mutateAsync({ params, body: { ...toContent(form), version: saved?.version ?? 0 } })
    wizard.stopKeeping()
    settle({ form, version: 0 })
  }
  return { save, complete, submit, merge }
}

/** What only the marketplace checks comes as sentences. */
export const readTold = (faults: readonly DraftFault[], text: (of: Both) => string): Fault[] =>
  faults.flatMap(({ field, said }) => (said ? [{ field, said: text(said) }] : []))
