import type { DraftProduct } from '@loggia/protocol/console'
import { ApiProblem } from '@loggia/client'
import { useNavigate } from '@tanstack/react-router'
import { useToast } from '@loggia/ui'
import { useRef, useState } from 'react'
import { useApi, useChange } from '../../../centre/api.ts'
import { wizardTexts } from './texts.ts'
import { toContent } from '@loggia/protocol/console/catalog/draft/content'
import { toFaults, findStep } from '@loggia/protocol/console/catalog/draft/faults'
import type { Step } from '@loggia/protocol/console/catalog/draft/faults'
import type { Form } from '@loggia/protocol/console/catalog/draft/form'
import { forget, keep } from '../kept.ts'
import { createKey } from './fresh-key.ts'
import type { WizardState } from './wizard-state.ts'

const touched = [
  'GET /api/seller/products',
  'GET /api/seller/products/:productId',
  'GET /api/seller/products/:productId/content',
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
  const [error, setError] = useState<Error | null>(null)
  const [isBusy, setBusy] = useState(false)
  const { form, product, where, isListed, faults } = wizard

  const keepHere = () => {
    keep(where, form)
    wizard.check()
    toast.info(isListed ? texts.keptChange : texts.kept(faults.length))
  }
  const onRefused = (refused: unknown) => {
    const problem = refused instanceof Error ? refused : new Error(String(refused))
    const told = problem instanceof ApiProblem ? toFaults(problem, form) : []
    wizard.check()
    wizard.refuse(told)
    setError(told.length === 0 ? problem : null)
    if (told[0]) toStep(findStep(told[0].field))
  }
  const run = async (work: () => Promise<void>) => {
    setBusy(true)
    setError(null)
    await work().catch(onRefused)
    setBusy(false)
  }
  const save = () => {
    if (isListed || faults.length > 0) return Promise.resolve(keepHere())
    return run(async () => {
      const productId = await send.save()
      toast.success(texts.saved)
      if (!product)
        await navigate({
          to: '/seller/products/$productId/edit',
          params: { productId },
          search: step === 'basics' ? {} : { step },
          replace: true,
          ignoreBlocker: true,
        })
    })
  }
  const submit = () => {
    wizard.check()
    if (faults.length > 0) return Promise.resolve()
    return run(async () => {
      const productId = await send.submit()
      toast.success(isListed ? texts.submit.filed : texts.submit.submitted)
      await navigate({ to: '/seller/products/$productId', params: { productId }, ignoreBlocker: true })
    })
  }
  return { save, submit, isBusy, error }
}

/** The requests; each rejects with the server's refusal. */
function useSending(wizard: WizardState) {
  const api = useApi()
  const create = useChange('POST /api/seller/products', touched)
  const write = useChange('PUT /api/seller/products/:productId', touched)
  const hand = useChange('POST /api/seller/products/:productId/submission', touched)
  const file = useChange('POST /api/seller/products/:productId/changes', touched)
  const { form, product, where, isDirty, isListed } = wizard
  // If the same form is sent again after an answer was lost, it is the same intention and creates no second product.
  const intention = useRef<{ readonly form: Form; readonly key: string }>(undefined)
  const keyOf = (of: Form): string => {
    if (intention.current?.form !== of) intention.current = { form: of, key: createKey() }
    return intention.current.key
  }
  const settle = (to: Form) => {
    wizard.settle(to)
    forget(where)
  }
  const save = async (): Promise<string> => {
    const body = toContent(form)
    if (product) {
      await write.mutateAsync({ params: { productId: product.id }, body })
      const params = { productId: product.id }
      const written = await api.request('GET /api/seller/products/:productId/content', { params })
      settle(withIds(form, written.specifications))
      return product.id
    }
    const { productId } = await create.mutateAsync({ body, idempotencyKey: keyOf(form) })
    wizard.stopKeeping()
    settle(form)
    return productId
  }
  const submit = async (): Promise<string> => {
    if (isListed && product) {
      await file.mutateAsync({ params: { productId: product.id }, body: toContent(form) })
      wizard.stopKeeping()
      settle(form)
      return product.id
    }
    const productId = product && !isDirty ? product.id : await save()
    await hand.mutateAsync({ params: { productId } })
    return productId
  }
  return { save, submit }
}

/** Adds the ids of saved specifications to the form, in the order in which they were written. */
const withIds = (form: Form, written: DraftProduct['specifications']): Form => ({
  ...form,
  specifications: form.specifications.map((one, at) => {
    const id = written[at]?.id
    return id === undefined ? one : { ...one, id }
  }),
})
