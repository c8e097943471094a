import { omitUndefined } from '@loggia/kernel'
import { employeeTypes } from '@loggia/protocol/console/directory/kinds'
import type { EmployeeType, PersonDetail } from '@loggia/protocol/console'
import { useState } from 'react'
import { isMail } from '../../centre/organisations/checks.ts'
import { DateField, SelectField, TextField } from '../../centre/parts/fields.tsx'
import { DepartmentField } from './department-field.tsx'
import { personTexts } from './person-texts.ts'

type Typed = {
  readonly userName: string
  readonly name: string
  readonly departmentId: string | undefined
  readonly position: string
  readonly employeeCode: string
  readonly employeeType: EmployeeType | undefined
  readonly mobile: string
  readonly email: string
  readonly workPlace: string
  readonly entryDate: string
}
type Text = Exclude<keyof Typed, 'departmentId' | 'employeeType'>
const lengths: Readonly<Record<Exclude<Text, 'entryDate'>, number>> = {
  userName: 64,
  name: 64,
  position: 64,
  employeeCode: 64,
  mobile: 32,
  email: 128,
  workPlace: 256,
}

const toTyped = (of: Partial<PersonDetail>, departmentId: string | undefined): Typed => ({
  userName: of.userName ?? '',
  name: of.name ?? '',
  departmentId: of.department?.id ?? departmentId,
  position: of.position ?? '',
  employeeCode: of.employeeCode ?? '',
  employeeType: of.employeeType,
  mobile: of.mobile ?? '',
  email: of.email ?? '',
  workPlace: of.workPlace ?? '',
  entryDate: of.entryDate ?? '',
})

/** What is typed about a person, what is wrong with it, and what is sent; `of` is somebody who is there already. */
export function usePersonForm(of?: PersonDetail, departmentId?: string) {
  const texts = personTexts.use().form
  const [typed, setTyped] = useState(() => toTyped(of ?? {}, departmentId))
  // As it was when the form was filled in: what is changed afterwards is not undone unseen.
  const [changedAt] = useState(of?.changedAt)
  const [isChecked, setChecked] = useState(false)
  const text = (name: Text) => typed[name].trim()
  const given = (name: Text) => text(name) || undefined
  const faults = {
    userName: text('userName') === '' || /\s/.test(text('userName')) ? texts.userNameWrong : undefined,
    name: text('name') === '' ? texts.nameWrong : undefined,
    departmentId: typed.departmentId === undefined ? texts.departmentMissing : undefined,
    email: text('email') === '' || isMail(text('email')) ? undefined : texts.emailWrong,
    entryDate: /^(\d{4}-\d\d-\d\d)?$/.test(text('entryDate')) ? undefined : texts.dateWrong,
  }
  const { departmentId: chosen } = typed
  const isRight = Object.values(faults).every((fault) => fault === undefined)
  const body =
    isRight && chosen !== undefined
      ? omitUndefined({
          name: text('name'),
          departmentId: chosen,
          position: given('position'),
          employeeCode: given('employeeCode'),
          employeeType: typed.employeeType,
          mobile: given('mobile'),
          email: given('email'),
          workPlace: given('workPlace'),
          entryDate: given('entryDate'),
        })
      : undefined
  return {
    typed,
    set: (to: Partial<Typed>) => setTyped((now) => ({ ...now, ...to })),
    isNew: of === undefined,
    changedAt,
    userName: text('userName'),
    body,
    shown: isChecked ? faults : undefined,
    check: () => setChecked(true),
    /** For the next person, in the same department. */
    clear: () => {
      setTyped(toTyped({}, chosen))
      setChecked(false)
    },
  }
}
export type PersonForm = ReturnType<typeof usePersonForm>

export function PersonFields({
  enterpriseId,
  form,
}: {
  readonly enterpriseId: string
  readonly form: PersonForm
}) {
  const { fields, form: texts } = personTexts.use()
  const { shown, set } = form
  return (
    <>
      <div className="form2">
        <Line form={form} name="name" />
        {form.isNew && <Line form={form} name="userName" hint={texts.userNameHint} />}
      </div>
      <DepartmentField
        enterpriseId={enterpriseId}
        label={fields.department}
        name="departmentId"
        error={shown?.departmentId}
        value={form.typed.departmentId}
        onChange={(departmentId) => set({ departmentId: departmentId ?? undefined })}
      />
      <p className="t13 dim">{texts.personal}</p>
      <div className="form2">
        <Line form={form} name="mobile" type="tel" />
        <Line form={form} name="email" type="email" />
        <Line form={form} name="position" />
        <Line form={form} name="employeeCode" />
        <TypeField form={form} />
        <DateField
          name="entryDate"
          label={fields.entryDate}
          error={shown?.entryDate}
          value={form.typed.entryDate}
          onChange={(entryDate) => set({ entryDate })}
        />
      </div>
      <Line form={form} name="workPlace" />
    </>
  )
}

function Line(props: {
  readonly form: PersonForm
  readonly name: Exclude<Text, 'entryDate'>
  readonly hint?: string
  readonly type?: 'tel' | 'email'
}) {
  const { fields } = personTexts.use()
  const { form, name, hint, type = 'text' } = props
  const faults: Readonly<Record<string, string | undefined>> = form.shown ?? {}
  return (
    <TextField
      name={name}
      label={fields[name]}
      hint={hint}
      error={faults[name]}
      type={type}
      className={name === 'userName' ? 'mono' : ''}
      maxLength={lengths[name]}
      autoComplete="off"
      spellCheck={false}
      value={form.typed[name]}
      onChange={(event) => form.set({ [name]: event.target.value })}
    />
  )
}

function TypeField({ form }: { readonly form: PersonForm }) {
  const { fields, employeeTypes: words, noType } = personTexts.use()
  return (
    <SelectField
      name="employeeType"
      label={fields.employeeType}
      value={form.typed.employeeType ?? ''}
      onChange={({ target }) =>
        form.set({ employeeType: employeeTypes.find((type) => String(type) === target.value) })
      }
    >
      <option value="">{noType}</option>
      {employeeTypes.map((type) => (
        <option key={type} value={type}>
          {words[type]}
        </option>
      ))}
    </SelectField>
  )
}
