import { omitUndefined } from '@loggia/kernel'
import type { RouteReply, VerificationAsk } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import { useState } from 'react'
import { useApi, useChange } from '../../centre/api.ts'
import { isRegistrationNumber } from '../../centre/organisations/checks.ts'
import { PaperFields, listMissingPapers } from '../../centre/papers/paper-fields.tsx'
import { paperTexts } from '../../centre/papers/texts.ts'
import { usePapers } from '../../centre/papers/use-papers.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { SelectField, TextArea, TextField } from '../../centre/parts/fields.tsx'
import { organisationTexts } from '../../centre/organisations/texts.ts'
import { countryTexts } from '../../storefront/account/country-texts.ts'

type Organisation = RouteReply<'GET /api/buyer/organisation'>
type Typed = {
  readonly level: VerificationAsk['level']
  readonly nameZh: string
  readonly nameEn: string
  readonly country: string
  readonly registrationNumber: string
  readonly documents: string
}

/** The initial values: those of a rejected application, otherwise what is known. */
function startOf({ kind, verified, latest }: Organisation): Typed {
  const isAgain = latest?.kind === 'buyer_verification' && latest.state === 'rejected'
  const from = isAgain ? latest.next : { ...verified, documents: '' }
  return {
    level: from.level === 'none' ? kind : from.level,
    nameZh: from.name.zh,
    nameEn: from.name.en,
    country: from.country,
    registrationNumber: from.registrationNumber ?? '',
    documents: from.documents,
  }
}

const bodyOf = (typed: Typed): VerificationAsk =>
  omitUndefined({
    level: typed.level,
    name: { zh: typed.nameZh.trim(), en: typed.nameEn.trim() },
    country: typed.country,
    registrationNumber:
      typed.level === 'enterprise' ? typed.registrationNumber.trim().toUpperCase() : undefined,
    documents: typed.documents.trim(),
  })

/** Applies to the operators to verify the buyer, or to change what is verified (R4). */
export function VerificationDialog({ of, onClose }: { readonly of: Organisation; onClose(): void }) {
  const { buyer: texts, facts, kinds } = organisationTexts.use()
  const countries = countryTexts.use()
  const { typed, set, faults, ask, onAct, papers, isChecked } = useAsking(of, onClose)
  const text = (
    name: 'nameZh' | 'nameEn' | 'registrationNumber' | 'documents',
    label: string,
    hint?: string,
  ) => ({
    name: name === 'nameZh' ? 'name.zh' : name === 'nameEn' ? 'name.en' : name,
    label,
    hint,
    error: faults[name],
    autoComplete: 'off',
    value: typed[name],
    onChange: (event: { readonly target: { readonly value: string } }) => set({ [name]: event.target.value }),
  })
  return (
    <DecisionDialog
      texts={{ title: texts.askTitle, keep: texts.keep, busy: texts.submitting }}
      act={texts.submit}
      change={ask}
      onClose={onClose}
      onAct={onAct}
    >
      <p className="t13 dim">{texts.askText}</p>
      <SelectField
        label={texts.level}
        name="level"
        value={typed.level}
        onChange={(event) => set({ level: event.target.value === 'personal' ? 'personal' : 'enterprise' })}
      >
        <option value="enterprise">{kinds.enterprise}</option>
        <option value="personal">{kinds.personal}</option>
      </SelectField>
      <TextField maxLength={100} {...text('nameZh', facts.nameZh, texts.nameHint)} />
      <TextField maxLength={100} {...text('nameEn', facts.nameEn)} />
      <SelectField
        label={facts.country}
        name="country"
        value={typed.country}
        onChange={(event) => set({ country: event.target.value })}
      >
        {Object.entries(countries).map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      {typed.level === 'enterprise' && (
        <TextField
          className="mono"
          maxLength={40}
          {...text('registrationNumber', facts.registrationNumber, texts.numberHint)}
        />
      )}
      <PaperFields purpose="verification" applicant={typed.level} of={papers} isChecked={isChecked} />
      <TextArea maxLength={2000} {...text('documents', paperTexts.use().note, texts.documentsHint)} />
    </DecisionDialog>
  )
}

function useAsking(of: Organisation, onClose: () => void) {
  const { buyer: texts, wrong } = organisationTexts.use()
  const toast = useToast()
  const [typed, setTyped] = useState(() => startOf(of))
  const [isChecked, setChecked] = useState(false)
  const ask = useChange('POST /api/buyer/organisation/applications', [
    'GET /api/buyer/organisation',
    'GET /api/buyer/organisation/applications',
  ])
  const isNumber = typed.level === 'personal' || isRegistrationNumber(typed.registrationNumber)
  const found = {
    nameZh: typed.nameZh.trim() === '' ? wrong.required : undefined,
    nameEn: typed.nameEn.trim() === '' ? wrong.required : undefined,
    registrationNumber: isNumber ? undefined : wrong.number,
    documents: undefined,
  }
  const papers = usePapers(useApi(), 'verification')
  const missing = listMissingPapers({ purpose: 'verification', applicant: typed.level }, papers.items)
  const onAct = () => {
    setChecked(true)
    if (missing.length > 0 || Object.values(found).some((fault) => fault !== undefined)) return
    ask.mutate(
      { body: bodyOf(typed) },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  const none: Partial<typeof found> = {}
  const set = (to: Partial<Typed>) => setTyped((now) => ({ ...now, ...to }))
  return { typed, set, faults: isChecked ? found : none, ask, onAct, papers, isChecked }
}
