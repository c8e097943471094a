import type { PersonGroup } from '@loggia/protocol/console'
import { formatCount, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange, useIdempotencyKey } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { groupTexts } from './group-texts.ts'
import { staleDirectory } from './stale.ts'
import { useDone } from './use-done.ts'

type Props = { readonly enterpriseId: string; onClose(): void }
const mostName = 128

/** Creates a group, or renames one. */
export function GroupForm({ enterpriseId, group, onClose }: Props & { readonly group?: PersonGroup }) {
  const texts = groupTexts.use().form
  const toast = useToast()
  const idempotencyKey = useIdempotencyKey()
  const [name, setName] = useState(group?.name ?? '')
  const [isChecked, setChecked] = useState(false)
  const create = useChange('POST /api/buyer/enterprises/:enterpriseId/groups', staleDirectory)
  const rename = useChange('PUT /api/buyer/enterprises/:enterpriseId/groups/:groupId', staleDirectory)
  const given = name.trim()
  const isRight = given !== '' && given.length <= mostName
  const onAct = () => {
    setChecked(true)
    if (!isRight) return
    const onSuccess = () => {
      toast.success(group ? texts.renamed : texts.created)
      onClose()
    }
    const body = { name: given }
    if (group) rename.mutate({ params: { enterpriseId, groupId: group.id }, body }, { onSuccess })
    else create.mutate({ params: { enterpriseId }, body, idempotencyKey }, { onSuccess })
  }
  return (
    <DecisionDialog
      texts={{ title: group ? texts.renameTitle : texts.createTitle, keep: texts.keep, busy: texts.busy }}
      act={group ? texts.save : texts.create}
      change={group ? rename : create}
      onClose={onClose}
      onAct={onAct}
    >
      <TextField
        name="name"
        label={texts.name}
        hint={texts.nameHint}
        error={isChecked && !isRight ? texts.nameWrong : undefined}
        maxLength={mostName}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
    </DecisionDialog>
  )
}

export function DeleteGroupDialog({ enterpriseId, group, onClose }: Props & { readonly group: PersonGroup }) {
  const texts = groupTexts.use().remove
  const done = useDone(texts.done, onClose)
  const change = useChange('DELETE /api/buyer/enterprises/:enterpriseId/groups/:groupId', staleDirectory)
  const onAct = () => change.mutate({ params: { enterpriseId, groupId: group.id } }, done)
  return (
    <DecisionDialog
      danger
      texts={{ ...texts, title: texts.title(group.name) }}
      act={texts.do}
      change={change}
      onClose={onClose}
      onAct={onAct}
    >
      <p className="t13 dim">{texts.text(formatCount(group.people), group.people)}</p>
    </DecisionDialog>
  )
}
