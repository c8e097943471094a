import type { Member } from '@loggia/protocol/console'
import { useLanguage, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../api.ts'
import type { Area } from '../frame.ts'
import { Decision, Dialog, Refusal } from '../parts/dialog.tsx'
import { SelectField, TextField } from '../parts/fields.tsx'
import { memberTexts } from './texts.ts'
import { InitialPassword, Invited } from './member-acts.tsx'
import { RightsFields } from './rights-fields.tsx'
import type { GivenRights } from './rights-fields.tsx'

type Props = { readonly area: Area; readonly member?: Member; onClose(): void }

/** The routes to read again: a role counts its members. */
const ofMembers = (area: Area) => [`GET /api/${area}/members`, `GET /api/${area}/roles`] as const

const rightsOf = ({ rights, ownGrants, roles }: Member): GivenRights => ({
  main: rights.main,
  grants: ownGrants,
  roles: roles.map(({ id }) => id),
})

/** Adds a member, or changes a member's rights. */
export function MemberForm({ area, member, onClose }: Props) {
  return member ? (
    <EditForm area={area} member={member} onClose={onClose} />
  ) : (
    <AddForm area={area} onClose={onClose} />
  )
}

function EditForm({ area, member, onClose }: Required<Props>) {
  const texts = memberTexts.use().form
  const toast = useToast()
  const [rights, setRights] = useState<GivenRights>(rightsOf(member))
  const change = useChange(`PUT /api/${area}/members/:memberId/rights`, ofMembers(area))
  const save = () =>
    change.mutate(
      { params: { memberId: member.id }, body: rights },
      {
        onSuccess: () => {
          toast.success(texts.saved)
          onClose()
        },
      },
    )
  return (
    <Dialog
      title={texts.editTitle(member.name)}
      onClose={change.isPending ? undefined : onClose}
      foot={
        <Decision
          keep={texts.keep}
          act={texts.save}
          busy={texts.saving}
          isBusy={change.isPending}
          onKeep={onClose}
          onAct={save}
        />
      }
    >
      <RightsFields area={area} rights={rights} onChange={setRights} />
      <Refusal error={change.error} />
    </Dialog>
  )
}

function AddForm({ area, onClose }: { readonly area: Area; onClose(): void }) {
  const texts = memberTexts.use().form
  const form = useAddForm(area)
  const { add, given, set, rights, setRights, shown } = form
  if (add.data) {
    const { member, hasJoined, password } = add.data
    if (password === undefined) return <Invited member={member} hasJoined={hasJoined} onClose={onClose} />
    return <InitialPassword given={{ member, password }} onClose={onClose} />
  }
  return (
    <Dialog
      title={texts.addTitle}
      onClose={add.isPending ? undefined : onClose}
      foot={
        <Decision
          keep={texts.keep}
          act={texts.create}
          busy={texts.creating}
          isBusy={add.isPending}
          onKeep={onClose}
          onAct={form.onAct}
        />
      }
    >
      <TextField
        name="name"
        label={texts.name}
        error={shown.name}
        value={given.name}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextField
        name="email"
        label={texts.email}
        hint={texts.emailHint}
        error={shown.email}
        type="email"
        autoComplete="off"
        value={given.email}
        onChange={(event) => set({ email: event.target.value })}
      />
      <SelectField
        label={texts.language}
        value={given.language}
        onChange={(event) => set({ language: event.target.value === 'zh-CN' ? 'zh-CN' : 'en-US' })}
      >
        <option value="zh-CN">{texts.languages['zh-CN']}</option>
        <option value="en-US">{texts.languages['en-US']}</option>
      </SelectField>
      <RightsFields area={area} rights={rights} onChange={setRights} />
      <Refusal error={add.error} />
    </Dialog>
  )
}

function useAddForm(area: Area) {
  const texts = memberTexts.use().form
  const language = useLanguage()
  const [given, setGiven] = useState({ name: '', email: '', language })
  const [rights, setRights] = useState<GivenRights>({ main: false, grants: [], roles: [] })
  const [isChecked, setChecked] = useState(false)
  const add = useChange(`POST /api/${area}/members`, ofMembers(area))
  const isEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given.email.trim())
  const name = given.name.trim() === '' ? texts.nameWrong : undefined
  const email = isEmail ? undefined : texts.emailWrong
  const onAct = () => {
    setChecked(true)
    if (name === undefined && email === undefined)
      add.mutate({ body: { ...given, email: given.email.trim(), ...rights } })
  }
  return {
    add,
    given,
    set: (change: Partial<typeof given>) => setGiven({ ...given, ...change }),
    rights,
    setRights,
    shown: { name: isChecked ? name : undefined, email: isChecked ? email : undefined },
    onAct,
  }
}
