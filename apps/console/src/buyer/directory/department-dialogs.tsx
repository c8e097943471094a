import { omitUndefined } from '@loggia/kernel'
import type { Department } from '@loggia/protocol/console'
import { CopyText } from '@loggia/ui'
import { useState } from 'react'
import { useChange, useIdempotencyKey } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { DepartmentField } from './department-field.tsx'
import { departmentTexts } from './department-texts.ts'
import { formatPlace } from './departments.ts'
import { staleDirectory } from './stale.ts'
import { useDone } from './use-done.ts'

const mostName = 128
const isName = (name: string): boolean => name !== '' && name.length <= mostName
const isCode = (code: string): boolean => code.length <= 64 && !/\s/.test(code)

type OfDepartment = {
  readonly enterpriseId: string
  readonly of: Department
  onClose(): void
}

/** Creates a department, at first under the given one or at the top. */
export function CreateDepartmentDialog(props: {
  readonly enterpriseId: string
  readonly parentId: string | undefined
  onClose(): void
}) {
  const texts = departmentTexts.use().create
  const { enterpriseId, onClose } = props
  const idempotencyKey = useIdempotencyKey()
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [parentId, setParentId] = useState(props.parentId ?? null)
  const [isChecked, setChecked] = useState(false)
  const create = useChange('POST /api/buyer/enterprises/:enterpriseId/departments', staleDirectory)
  const done = useDone(texts.done, onClose)
  const given = { name: name.trim(), code: code.trim() }
  const onAct = () => {
    setChecked(true)
    if (!isName(given.name) || !isCode(given.code)) return
    const body = omitUndefined({
      name: given.name,
      code: given.code || undefined,
      parentId: parentId ?? undefined,
    })
    create.mutate({ params: { enterpriseId }, body, idempotencyKey }, done)
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={create} onClose={onClose} onAct={onAct}>
      <TextField
        name="name"
        label={texts.name}
        hint={texts.nameHint}
        error={isChecked && !isName(given.name) ? texts.nameWrong : undefined}
        maxLength={mostName}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        name="code"
        label={texts.code}
        hint={texts.codeHint}
        error={isChecked && !isCode(given.code) ? texts.codeWrong : undefined}
        className="mono"
        maxLength={64}
        autoComplete="off"
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <DepartmentField
        enterpriseId={enterpriseId}
        label={texts.parent}
        name="parentId"
        mayBeTop
        value={parentId}
        onChange={setParentId}
      />
    </DecisionDialog>
  )
}

export function RenameDepartmentDialog({ enterpriseId, of, onClose }: OfDepartment) {
  const { rename: texts, create } = departmentTexts.use()
  const [name, setName] = useState(of.name)
  const [isChecked, setChecked] = useState(false)
  const change = useChange(
    'PUT /api/buyer/enterprises/:enterpriseId/departments/:departmentId',
    staleDirectory,
  )
  const done = useDone(texts.done, onClose)
  const given = name.trim()
  const onAct = () => {
    setChecked(true)
    if (!isName(given)) return
    change.mutate({ params: { enterpriseId, departmentId: of.id }, body: { name: given } }, done)
  }
  return (
    <DecisionDialog texts={texts} act={texts.save} change={change} onClose={onClose} onAct={onAct}>
      <TextField
        name="name"
        label={create.name}
        hint={create.nameHint}
        error={isChecked && !isName(given) ? create.nameWrong : undefined}
        maxLength={mostName}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
    </DecisionDialog>
  )
}

export function MoveDepartmentDialog({ enterpriseId, of, onClose }: OfDepartment) {
  const texts = departmentTexts.use().move
  const [parentId, setParentId] = useState<string | null>()
  const [isChecked, setChecked] = useState(false)
  const change = useChange(
    'POST /api/buyer/enterprises/:enterpriseId/departments/:departmentId/move',
    staleDirectory,
  )
  const done = useDone(texts.done, onClose)
  const isSame = parentId === (of.parentId ?? null)
  const onAct = () => {
    setChecked(true)
    if (parentId === undefined || isSame) return
    change.mutate({ params: { enterpriseId, departmentId: of.id }, body: { parentId } }, done)
  }
  const fault = parentId === undefined ? texts.missing : isSame ? texts.same : undefined
  return (
    <DecisionDialog
      texts={{ ...texts, title: texts.title(of.name) }}
      act={texts.do}
      change={change}
      onClose={onClose}
      onAct={onAct}
    >
      <p className="t13 dim">{texts.text}</p>
      <DepartmentField
        enterpriseId={enterpriseId}
        label={texts.parent}
        name="parentId"
        error={isChecked ? fault : undefined}
        mayBeTop
        without={of.id}
        value={parentId}
        onChange={setParentId}
      />
    </DecisionDialog>
  )
}

/** R275: refused while there are people or departments in it; the dialog then says so. */
export function DeleteDepartmentDialog(props: OfDepartment & { onDeleted(): void }) {
  const { remove: texts, code, one } = departmentTexts.use()
  const { enterpriseId, of, onClose, onDeleted } = props
  const change = useChange(
    'DELETE /api/buyer/enterprises/:enterpriseId/departments/:departmentId',
    staleDirectory,
  )
  const done = useDone(texts.done, () => {
    onClose()
    onDeleted()
  })
  return (
    <DecisionDialog
      danger
      texts={{ ...texts, title: texts.title(of.name) }}
      act={texts.do}
      change={change}
      onClose={onClose}
      onAct={() => change.mutate({ params: { enterpriseId, departmentId: of.id } }, done)}
    >
      <dl className="lines t13">
        <div>
          <dt>{one}</dt>
          <dd className="wrap">{formatPlace(of)}</dd>
        </div>
        <div>
          <dt>{code}</dt>
          <dd>
            <CopyText value={of.code} label={code} />
          </dd>
        </div>
      </dl>
      <p className="t13 dim">{texts.text}</p>
    </DecisionDialog>
  )
}
