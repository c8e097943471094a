import {
  buyerGrants,
  operatorGrants,
  sellerAreas,
  sellerLevels,
} from '@loggia/protocol/console/parties/kinds'
import type { Member, Rights, SellerArea } from '@loggia/protocol/console'
import { Icon, useLanguage, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../api.ts'
import { useFrame } from '../frame.ts'
import type { Area } from '../frame.ts'
import { Decision, Dialog, Refusal } from '../parts/dialog.tsx'
import { SelectField, TextField } from '../parts/fields.tsx'
import { rightTexts } from '../rights/texts.ts'
import { memberTexts } from './texts.ts'
import { InitialPassword, Invited } from './member-acts.tsx'
import { findLevel } from './rights-text.ts'
import type { Level } from './rights-text.ts'

type Props = { readonly area: Area; readonly member?: Member; onClose(): void }

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
  const [rights, setRights] = useState<Rights>(member.rights)
  const change = useChange(`PUT /api/${area}/members/:memberId/rights`, [`GET /api/${area}/members`])
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
    const { member, password } = add.data
    if (password === undefined) return <Invited member={member} onClose={onClose} />
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
        label={texts.name}
        error={shown.name}
        value={given.name}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextField
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
  const [rights, setRights] = useState<Rights>({ main: false, grants: [] })
  const [isChecked, setChecked] = useState(false)
  const add = useChange(`POST /api/${area}/members`, [`GET /api/${area}/members`])
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

type RightsProps = {
  readonly area: Area
  readonly rights: Rights
  readonly onChange: (rights: Rights) => void
}

/** Main account, or single grants. Only a main account can create another one. */
function RightsFields({ area, rights, onChange }: RightsProps) {
  const texts = memberTexts.use()
  const { main: mainNames } = rightTexts.use()
  const { session } = useFrame()
  return (
    <fieldset className="rights">
      <legend className="label">{texts.columns.rights}</legend>
      {session?.rights[area]?.main && (
        <Tick
          name={mainNames[area]}
          hint={texts.form.mainHint[area]}
          checked={rights.main}
          onChange={(main) => onChange({ ...rights, main })}
        />
      )}
      {!rights.main &&
        (area === 'seller' ? (
          <AreaLevels rights={rights} onChange={onChange} />
        ) : (
          <Grants
            names={area === 'buyer' ? buyerGrants : operatorGrants}
            rights={rights}
            onChange={onChange}
          />
        ))}
      <div role="status">
        {!rights.main && rights.grants.length === 0 && (
          <p className="note note--warn">
            <Icon name="alert" />
            {texts.form.nothingGranted[area]}
          </p>
        )}
      </div>
    </fieldset>
  )
}

function Tick(props: {
  readonly name: string
  readonly hint: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>
        {props.name} <span className="t12 faint">{props.hint}</span>
      </span>
    </label>
  )
}

type GrantName = (typeof buyerGrants)[number] | (typeof operatorGrants)[number]

function Grants(props: Omit<RightsProps, 'area'> & { readonly names: readonly GrantName[] }) {
  const texts = memberTexts.use()
  const { names, rights, onChange } = props
  return names.map((name) => (
    <Tick
      key={name}
      name={texts.grants[name]}
      hint={texts.grantHints[name]}
      checked={rights.grants.includes(name)}
      onChange={(has) => {
        const others = rights.grants.filter((grant) => grant !== name)
        onChange({ ...rights, grants: has ? [...others, name] : others })
      }}
    />
  ))
}

function AreaLevels({ rights, onChange }: Omit<RightsProps, 'area'>) {
  const texts = memberTexts.use()
  const set = (name: SellerArea, level: Level) => {
    const others = rights.grants.filter((grant) => !grant.startsWith(`${name}:`))
    onChange({ ...rights, grants: level === 'none' ? others : [...others, `${name}:${level}`] })
  }
  return sellerAreas.map((name) => (
    <div className="rights__row" key={name} role="group" aria-label={texts.form.levelOf(texts.areas[name])}>
      <span>{texts.areas[name]}</span>
      {(['none', ...sellerLevels[name]] satisfies Level[]).map((level: Level) => (
        <label key={level} className="rights__level">
          <input
            type="radio"
            name={`right-${name}`}
            checked={findLevel(rights.grants, name) === level}
            onChange={() => set(name, level)}
          />
          {texts.form.level[level]}
        </label>
      ))}
    </div>
  ))
}
