import type { Application, Company, CompanyConditions } from '@loggia/protocol/console'
import { formatCount } from '@loggia/ui'
import { useState } from 'react'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { PaperFields, listMissingPapers } from '../../centre/papers/paper-fields.tsx'
import { paperTexts } from '../../centre/papers/texts.ts'
import { usePapers } from '../../centre/papers/use-papers.ts'
import { sellTexts } from './texts.ts'
import {
  Agreement,
  Choice,
  CountryChoice,
  LongInput,
  SubmitButton,
  TextInput,
  hasFault,
  isCountry,
  isEmail,
  useSending,
} from '../account/form.tsx'
import { useApi, useFrame } from '../frame.tsx'
import { Refused } from '../entrance/refused.tsx'
import { useApplicant } from './use-applicant.ts'

type Props = {
  readonly before: Application | null
  /** R81: the conditions for the company. */
  readonly conditions: CompanyConditions
  readonly onDone: (application: Application) => void
}
type Given = ReturnType<typeof startOf>

/** The values of an earlier application, or what is known about the reader. */
function startOf(before: Application | null, member: { readonly name: string; readonly email: string }) {
  const company = before?.company
  const country = company?.country ?? 'CN'
  return {
    nameZh: company?.name.zh ?? '',
    nameEn: company?.name.en ?? '',
    registrationNumber: company?.registrationNumber ?? '',
    country: isCountry(country) ? country : ('CN' as const),
    foundedOn: company?.foundedOn ?? '',
    staff: company ? String(company.staff) : '',
    capital: company?.capital === undefined ? '' : String(company.capital),
    supportDays: company?.support ? String(company.support.days) : '',
    supportHours: company?.support ? String(company.support.hours) : '',
    taxpayer: company?.taxpayer ?? ('general' as const),
    contactName: company?.contactName ?? member.name,
    contactEmail: company?.contactEmail ?? member.email,
    contactPhone: company?.contactPhone ?? '',
    plan: company?.plan ?? '',
    documents: company?.documents ?? '',
    agreed: false,
  }
}

const isWhole = (typed: string, least: number, most: number): boolean =>
  /^\d{1,13}$/.test(typed.trim()) && Number(typed) >= least && Number(typed) <= most

function faultsOf(
  given: Given,
  conditions: CompanyConditions,
  wrong: ReturnType<typeof sellTexts.use>['wrong'],
) {
  const unless = (isRight: boolean, text: string): string | undefined => (isRight ? undefined : text)
  return {
    nameZh: unless(given.nameZh.trim() !== '', wrong.nameZh),
    nameEn: unless(given.nameEn.trim() !== '', wrong.nameEn),
    registrationNumber: unless(
      /^[0-9A-Za-z][0-9A-Za-z-]{4,39}$/.test(given.registrationNumber.trim()),
      wrong.registrationNumber,
    ),
    foundedOn: unless(/^\d{4}-\d\d-\d\d$/.test(given.foundedOn), wrong.foundedOn),
    staff: unless(isWhole(given.staff, conditions.staff ?? 1, 1_000_000), wrong.staff(conditions.staff ?? 1)),
    capital: unless(
      isWhole(given.capital, conditions.capital ?? 0, 1_000_000_000_000),
      wrong.capital(formatCount(conditions.capital ?? 0)),
    ),
    supportDays: unless(
      isWhole(given.supportDays, conditions.supportDays ?? 1, 7),
      wrong.supportDays(conditions.supportDays ?? 1),
    ),
    supportHours: unless(
      isWhole(given.supportHours, conditions.supportHours ?? 1, 24),
      wrong.supportHours(conditions.supportHours ?? 1),
    ),
    contactName: unless(given.contactName.trim() !== '', wrong.contactName),
    contactEmail: unless(isEmail(given.contactEmail), wrong.contactEmail),
    contactPhone: unless(/^\+?[0-9 -]{5,24}$/.test(given.contactPhone.trim()), wrong.contactPhone),
    plan: unless(given.plan.trim() !== '' && given.plan.length <= 1000, wrong.plan),
    agreed: unless(given.agreed, wrong.agreed),
  }
}

const companyOf = ({
  nameZh,
  nameEn,
  staff,
  capital,
  supportDays,
  supportHours,
  agreed: _,
  ...rest
}: Given): Company => ({
  ...rest,
  name: { zh: nameZh.trim(), en: nameEn.trim() },
  contactEmail: rest.contactEmail.trim(),
  staff: Number(staff),
  capital: Number(capital),
  support: { days: Number(supportDays), hours: Number(supportHours) },
})

function useSellForm({ before, conditions, onDone }: Props) {
  const api = useApi()
  const { session } = useFrame()
  const { wrong } = sellTexts.use()
  const [given, setGiven] = useState(() => startOf(before, session?.member ?? { name: '', email: '' }))
  const [isChecked, setChecked] = useState(false)
  const { busy, problem, send } = useSending()
  const applicant = useApplicant()
  const papers = usePapers(api, 'selling')
  const faults = faultsOf(given, conditions, wrong)
  const missing = listMissingPapers({ purpose: 'selling', applicant }, papers.items)
  const onSubmit = () => {
    setChecked(true)
    if (hasFault(faults) || missing.length > 0) return
    void send(async () =>
      onDone(await api.request('POST /api/application', { body: { ...companyOf(given), agreed: true } })),
    )
  }
  const set = (change: Partial<Given>) => setGiven({ ...given, ...change })
  const field = (id: CompanyName | TextName) => ({
    id,
    name: membersOf[id] ?? id,
    value: given[id],
    error: isChecked ? faults[id] : undefined,
    onChange: (value: string) => set({ [id]: value }),
  })
  return {
    given,
    set,
    field,
    applicant,
    papers,
    isChecked,
    agreedFault: isChecked ? faults.agreed : undefined,
    busy,
    problem,
    onSubmit,
  } as const
}

/** The members of the request of fields with other names. */
const membersOf: Partial<Record<CompanyName | TextName, string>> = {
  nameZh: 'name.zh',
  nameEn: 'name.en',
  supportDays: 'support.days',
  supportHours: 'support.hours',
}

type CompanyName =
  | 'nameZh'
  | 'nameEn'
  | 'registrationNumber'
  | 'foundedOn'
  | 'staff'
  | 'capital'
  | 'supportDays'
  | 'supportHours'
type TextName = 'contactName' | 'contactEmail' | 'contactPhone' | 'plan'
type FormState = ReturnType<typeof useSellForm>

export function SellForm(props: Props) {
  const texts = sellTexts.use()
  const form = useSellForm(props)
  const { given, set, field, agreedFault, busy, problem, onSubmit } = form
  return (
    <CheckedForm className="account__part account__form" onSubmit={onSubmit}>
      <CompanyFields form={form} conditions={props.conditions} />
      <ContactFields form={form} />
      <fieldset>
        <legend>{texts.business}</legend>
        <LongInput label={texts.plan} hint={texts.planHint} rows={4} {...field('plan')} />
        <PaperFields
          purpose="selling"
          applicant={form.applicant}
          of={form.papers}
          isChecked={form.isChecked}
        />
        <LongInput
          id="documents"
          label={paperTexts.use().note}
          hint={texts.documentsHint}
          rows={3}
          value={given.documents}
          onChange={(documents) => set({ documents })}
        />
      </fieldset>
      <Agreement
        id="agreed"
        text={texts.agree}
        kinds={['seller']}
        error={agreedFault}
        checked={given.agreed}
        onChange={(agreed) => set({ agreed })}
      />
      {problem && <Refused problem={problem} />}
      <div className="row">
        <SubmitButton busy={busy} text={texts.submit} doing={texts.submitting} />
      </div>
    </CheckedForm>
  )
}

function CompanyFields({
  form: { given, set, field },
  conditions,
}: {
  readonly form: FormState
  readonly conditions: CompanyConditions
}) {
  const texts = sellTexts.use()
  return (
    <fieldset>
      <legend>{texts.company}</legend>
      <div className="account__two">
        <TextInput
          label={texts.nameZh}
          hint={texts.nameHint}
          autoComplete="organization"
          {...field('nameZh')}
        />
        <TextInput label={texts.nameEn} {...field('nameEn')} />
        <TextInput
          label={texts.registrationNumber}
          hint={texts.registrationHint}
          {...field('registrationNumber')}
        />
        <CountryChoice
          id="country"
          label={texts.country}
          value={given.country}
          onChange={(country) => set({ country })}
        />
        <SizeFields field={field} conditions={conditions} />
        <Choice
          id="taxpayer"
          label={texts.taxpayer}
          value={given.taxpayer}
          options={[
            ['general', texts.taxpayers.general],
            ['small_scale', texts.taxpayers.small_scale],
          ]}
          onChange={(taxpayer) => set({ taxpayer })}
        />
      </div>
    </fieldset>
  )
}

/** R81: the age and size of the company and its support hours, with the conditions for an applicant. */
function SizeFields({
  field,
  conditions,
}: Pick<FormState, 'field'> & { readonly conditions: CompanyConditions }) {
  const texts = sellTexts.use()
  return (
    <>
      <TextInput
        label={texts.foundedOn}
        type="date"
        hint={conditions.years === undefined ? undefined : texts.least.years(conditions.years)}
        {...field('foundedOn')}
      />
      <TextInput
        label={texts.staff}
        inputMode="numeric"
        hint={conditions.staff === undefined ? undefined : texts.least.staff(conditions.staff)}
        {...field('staff')}
      />
      <TextInput
        label={texts.capital}
        inputMode="numeric"
        hint={
          conditions.capital === undefined
            ? texts.capitalHint
            : texts.least.capital(formatCount(conditions.capital))
        }
        {...field('capital')}
      />
      <TextInput
        label={texts.supportDays}
        inputMode="numeric"
        hint={
          conditions.supportDays === undefined ? undefined : texts.least.supportDays(conditions.supportDays)
        }
        {...field('supportDays')}
      />
      <TextInput
        label={texts.supportHours}
        inputMode="numeric"
        hint={
          conditions.supportHours === undefined
            ? undefined
            : texts.least.supportHours(conditions.supportHours)
        }
        {...field('supportHours')}
      />
    </>
  )
}

function ContactFields({ form: { field } }: { readonly form: FormState }) {
  const texts = sellTexts.use()
  return (
    <fieldset>
      <legend>{texts.contact}</legend>
      <div className="account__two">
        <TextInput label={texts.contactName} autoComplete="name" {...field('contactName')} />
        <TextInput label={texts.contactEmail} type="email" autoComplete="email" {...field('contactEmail')} />
        <TextInput label={texts.contactPhone} type="tel" autoComplete="tel" {...field('contactPhone')} />
      </div>
    </fieldset>
  )
}
