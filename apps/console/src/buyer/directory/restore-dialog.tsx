import type { PersonDetail } from '@loggia/protocol/console'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { DepartmentField } from './department-field.tsx'
import { personTexts } from './person-texts.ts'
import { staleDirectory } from './stale.ts'
import { useDone } from './use-done.ts'

/** Takes somebody back who has left. */
export function RestoreDialog(props: {
  readonly enterpriseId: string
  readonly of: PersonDetail
  onClose(): void
}) {
  const { back: texts, fields } = personTexts.use()
  const { enterpriseId, of, onClose } = props
  const done = useDone(texts.done, onClose)
  const [departmentId, setDepartmentId] = useState<string>()
  const [isChecked, setChecked] = useState(false)
  const change = useChange(
    'POST /api/buyer/enterprises/:enterpriseId/people/:personId/return',
    staleDirectory,
  )
  const onAct = () => {
    setChecked(true)
    if (departmentId === undefined) return
    change.mutate({ params: { enterpriseId, personId: of.id }, body: { departmentId } }, done)
  }
  return (
    <DecisionDialog
      texts={{ ...texts, title: texts.title(of.name) }}
      act={texts.act}
      change={change}
      onClose={onClose}
      onAct={onAct}
    >
      <p className="t13 dim">{texts.text(of.userName)}</p>
      <DepartmentField
        enterpriseId={enterpriseId}
        label={fields.department}
        name="departmentId"
        error={isChecked && departmentId === undefined ? texts.missing : undefined}
        value={departmentId}
        onChange={(id) => setDepartmentId(id ?? undefined)}
      />
    </DecisionDialog>
  )
}
