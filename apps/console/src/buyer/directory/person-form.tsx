import type { PersonDetail } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { createKey } from '../../centre/fresh-key.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TickField } from '../../centre/parts/fields.tsx'
import { PersonFields, usePersonForm } from './person-fields.tsx'
import { personTexts } from './person-texts.ts'
import { staleDirectory } from './stale.ts'
import { useDone } from './use-done.ts'

/** Adds one person, or several one after the other. */
export function AddPersonDialog(props: {
  readonly enterpriseId: string
  /** Where the person is put unless another department is chosen. */
  readonly departmentId: string | undefined
  onClose(): void
}) {
  const texts = personTexts.use().add
  const { enterpriseId, onClose } = props
  const toast = useToast()
  const form = usePersonForm(undefined, props.departmentId)
  // Each person is an intention of its own.
  const [idempotencyKey, setKey] = useState(createKey)
  const [isAgain, setAgain] = useState(false)
  const add = useChange('POST /api/buyer/enterprises/:enterpriseId/people', staleDirectory)
  const onAct = () => {
    form.check()
    if (!form.body) return
    const body = { ...form.body, userName: form.userName }
    add.mutate(
      { params: { enterpriseId }, body, idempotencyKey },
      {
        onSuccess: ({ name }) => {
          toast.success(texts.done(name))
          if (!isAgain) return onClose()
          form.clear()
          setKey(createKey())
          return undefined
        },
      },
    )
  }
  return (
    <DecisionDialog
      // Opened anew for the next person, so the focus starts in the first field.
      key={idempotencyKey}
      texts={texts}
      act={texts.act}
      change={add}
      onClose={onClose}
      onAct={onAct}
    >
      <PersonFields enterpriseId={enterpriseId} form={form} />
      <TickField name="again" label={texts.again} checked={isAgain} onChange={setAgain} />
    </DecisionDialog>
  )
}

export function EditPersonDialog(props: {
  readonly enterpriseId: string
  readonly of: PersonDetail
  onClose(): void
}) {
  const texts = personTexts.use().edit
  const { enterpriseId, of, onClose } = props
  const done = useDone(texts.done, onClose)
  const form = usePersonForm(of)
  const change = useChange('PUT /api/buyer/enterprises/:enterpriseId/people/:personId', staleDirectory)
  const onAct = () => {
    form.check()
    const { body, changedAt } = form
    if (!body || changedAt === undefined) return
    change.mutate({ params: { enterpriseId, personId: of.id }, body: { ...body, changedAt } }, done)
  }
  return (
    <DecisionDialog
      texts={{ ...texts, title: texts.title(of.name) }}
      act={texts.save}
      change={change}
      onClose={onClose}
      onAct={onAct}
    >
      <PersonFields enterpriseId={enterpriseId} form={form} />
    </DecisionDialog>
  )
}
