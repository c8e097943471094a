import type { Role } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../api.ts'
import type { Area } from '../frame.ts'
import { Decision, DecisionDialog, Dialog, Refusal } from '../parts/dialog.tsx'
import { FieldGroup, SelectField, TextField } from '../parts/fields.tsx'
import { GrantFields } from './rights-fields.tsx'
import { roleTexts } from './role-texts.ts'

type Props = { readonly area: Area; onClose(): void }
const ofRoles = (area: Area) => [`GET /api/${area}/roles`, `GET /api/${area}/members`] as const

/** Creates a role, or changes one. */
export function RoleForm({ area, role, onClose }: Props & { readonly role?: Role }) {
  const texts = roleTexts.use().form
  const { name, setName, grants, setGrants, wrong, pending, error, onAct } = useRoleForm({
    area,
    role,
    onClose,
  })
  return (
    <Dialog
      title={role ? texts.editTitle(role.name) : texts.createTitle}
      onClose={pending ? undefined : onClose}
      foot={
        <Decision
          keep={texts.keep}
          act={role ? texts.save : texts.create}
          busy={texts.busy}
          isBusy={pending}
          onKeep={onClose}
          onAct={onAct}
        />
      }
    >
      <TextField
        name="name"
        label={texts.name}
        hint={texts.nameHint}
        error={wrong.name}
        value={name}
        maxLength={40}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
      <FieldGroup className="rights" name="grants" label={texts.rights} error={wrong.grants}>
        <GrantFields area={area} grants={grants} onChange={setGrants} />
      </FieldGroup>
      {role && role.members > 0 && <p className="t13 dim">{texts.affects(role.members)}</p>}
      <Refusal error={error} />
    </Dialog>
  )
}

function useRoleForm({ area, role, onClose }: Props & { readonly role: Role | undefined }) {
  const texts = roleTexts.use().form
  const toast = useToast()
  const [name, setName] = useState(role?.name ?? '')
  const [grants, setGrants] = useState<string[]>(role?.grants ?? [])
  const [isChecked, setChecked] = useState(false)
  const create = useChange(`POST /api/${area}/roles`, ofRoles(area))
  const change = useChange(`PUT /api/${area}/roles/:roleId`, ofRoles(area))
  const isNamed = name.trim() !== ''
  const onSuccess = () => {
    toast.success(role ? texts.saved : texts.created)
    onClose()
  }
  const onAct = () => {
    setChecked(true)
    if (!isNamed || grants.length === 0) return
    const body = { name: name.trim(), grants }
    if (role) change.mutate({ params: { roleId: role.id }, body }, { onSuccess })
    else create.mutate({ body }, { onSuccess })
  }
  return {
    name,
    setName,
    grants,
    setGrants,
    wrong: {
      name: isChecked && !isNamed ? texts.nameWrong : undefined,
      grants: isChecked && grants.length === 0 ? texts.rightsMissing : undefined,
    },
    pending: create.isPending || change.isPending,
    error: create.error ?? change.error,
    onAct,
  }
}

/** Deletes a role; if members have it, another for them is chosen. */
export function RemoveRoleDialog({
  area,
  role,
  others,
  onClose,
}: Props & { readonly role: Role; readonly others: readonly Role[] }) {
  const texts = roleTexts.use().removal
  const toast = useToast()
  const [moveTo, setMoveTo] = useState('')
  const change = useChange(`POST /api/${area}/roles/:roleId/removal`, ofRoles(area))
  const isUsed = role.members > 0
  const onAct = () =>
    change.mutate(
      // Who was given the role meanwhile must not lose it unasked.
      { params: { roleId: role.id }, body: isUsed ? { moveTo: moveTo === '' ? null : moveTo } : {} },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} danger onClose={onClose} onAct={onAct}>
      <p>
        <b className="strong">{role.name}</b>
      </p>
      <p className="t13 dim">{isUsed ? texts.used(role.members) : texts.unused}</p>
      {isUsed && (
        <SelectField
          name="moveTo"
          label={texts.moveTo}
          hint={texts.noneHint}
          value={moveTo}
          onChange={(event) => setMoveTo(event.target.value)}
        >
          <option value="">{texts.none}</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
    </DecisionDialog>
  )
}
