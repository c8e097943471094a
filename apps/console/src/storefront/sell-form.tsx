import type { Application, Company } from '@loggia/protocol/console'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { sellTexts } from '../text/accounts.ts'
import {
  Agreement,
  Choice,
  CountryChoice,
  LongInput,
  SubmitButton,
  TextInput,
  focusFirst,
  isCountry,
  isEmail,
  useSending,
} from './form.tsx'
import { useApi, useFrame } from './frame.tsx'
import { Refused } from './sign-in.tsx'

type Props = {
  readonly before: Application | null
  readonly onDone: (application: Application) => void
}
type Given = ReturnType<typeof startOf>

/** What was entered before, or what is known of the reader. */
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
    taxpayer: company?.taxpayer ?? ('general' as const),
    contactName: company?.contactName ?? member.name,
    contactEmail: company?.contactEmail ?? member.email,
    contactPhone: company?.contactPhone ?? '',
    plan: company?.plan ?? '',
    documents: company?.documents ?? '',
    agreed: false,
  }
}

function faultsOf(given: Given, wrong: ReturnType<typeof sellTexts.use>['wrong']) {
  const unless = (isRight: boolean, text: string): string | undefined => (isRight ? undefined : text)
  const staff = Number(given.staff)
  return {
    nameZh: unless(given.nameZh.trim() !== '', wrong.nameZh),
    nameEn: unless(given.nameEn.trim() !== '', wrong.nameEn),
    registrationNumber: unless(
      /^[0-9A-Za-z][0-9A-Za-z-]{4,39}$/.test(given.registrationNumber.trim()),
      wrong.registrationNumber,
    ),
    foundedOn: unless(/^\d{4}-\d\d-\d\d$/.test(given.foundedOn), wrong.foundedOn),
    staff: unless(Number.isInteger(staff) && staff >= 1 && staff <= 1_000_000, wrong.staff),
    contactName: unless(given.contactName.trim() !== '', wrong.contactName),
    contactEmail: unless(isEmail(given.contactEmail), wrong.contactEmail),
    contactPhone: unless(/^\+?[0-9 -]{5,24}$/.test(given.contactPhone.trim()), wrong.contactPhone),
    plan: unless(given.plan.trim() !== '' && given.plan.length <= 1000, wrong.plan),
    agreed: unless(given.agreed, wrong.agreed),
  }
}

const companyOf = ({ nameZh, nameEn, staff, agreed: _, ...rest }: Given): Company => ({
  ...rest,
  name: { zh: nameZh.trim(), en: nameEn.trim() },
  contactEmail: rest.contactEmail.trim(),
  staff: Number(staff),
})

function useSellForm({ before, onDone }: Props) {
  const api = useApi()
  const { session } = useFrame()
  const { wrong } = sellTexts.use()
  const [given, setGiven] = useState(() => startOf(before, session?.member ?? { name: '', email: '' }))
  const [isChecked, setChecked] = useState(false)
  const { busy, problem, send } = useSending()
  const faults = faultsOf(given, wrong)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (focusFirst(faults)) return
    void send(async () =>
      onDone(await api.request('POST /api/application', { body: { ...companyOf(given), agreed: true } })),
    )
  }
  const set = (change: Partial<Given>) => setGiven({ ...given, ...change })
  const field = (id: 'nameZh' | 'nameEn' | 'registrationNumber' | 'foundedOn' | 'staff' | TextName) => ({
    id,
    value: given[id],
    error: isChecked ? faults[id] : undefined,
    onChange: (value: string) => set({ [id]: value }),
  })
  return {
    given,
    set,
    field,
    agreedFault: isChecked ? faults.agreed : undefined,
    busy,
    problem,
    onSubmit,
  } as const
}
type TextName = 'contactName' | 'contactEmail' | 'contactPhone' | 'plan'
type FormState = ReturnType<typeof useSellForm>

export function SellForm(props: Props) {
  const texts = sellTexts.use()
  const form = useSellForm(props)
  const { given, set, field, agreedFault, busy, problem, onSubmit } = form
  return (
    <form className="account__part account__form" onSubmit={onSubmit} noValidate>
      <CompanyFields form={form} />
      <ContactFields form={form} />
      <fieldset>
        <legend>{texts.business}</legend>
        <LongInput label={texts.plan} hint={texts.planHint} rows={4} {...field('plan')} />
        <LongInput
          id="documents"
          label={texts.documents}
          hint={texts.documentsHint}
          rows={4}
          value={given.documents}
          onChange={(documents) => set({ documents })}
        />
      </fieldset>
      <Agreement
        id="agreed"
        text={texts.agree}
        error={agreedFault}
        checked={given.agreed}
        onChange={(agreed) => set({ agreed })}
      />
      {problem && <Refused problem={problem} />}
      <div className="row">
        <SubmitButton busy={busy} text={texts.submit} doing={texts.submitting} />
      </div>
    </form>
  )
}

function CompanyFields({ form: { given, set, field } }: { readonly form: FormState }) {
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
        <TextInput label={texts.foundedOn} type="date" {...field('foundedOn')} />
        <TextInput label={texts.staff} inputMode="numeric" {...field('staff')} />
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
