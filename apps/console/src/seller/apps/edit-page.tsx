import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import type { AppCredential } from '@loggia/protocol/console'
import { Icon, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange, useRead } from '../../centre/api.ts'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { ActButton, Refusal } from '../../centre/parts/dialog.tsx'
import { AfterHydration, CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Lead, MissingPage, Page } from '../../centre/parts/page.tsx'
import { CredentialFields } from './credential-fields.tsx'
import { credentialFormTexts } from './form-texts.ts'
import { staleCredentials } from './stale.ts'
import { credentialTexts } from './texts.ts'
import { findWrong, toBody, toTyped } from './typed.ts'
import '../products/products.css'

const route = getRouteApi('/seller/app-credentials/$appCredentialId/edit')

export function EditCredentialPage() {
  const { title, missing } = credentialTexts.use()
  const { appCredentialId } = route.useParams()
  const credential = useRead('GET /api/seller/app-credentials/:appCredentialId', {
    params: { appCredentialId },
  })
  const absent = (
    <MissingPage
      area="seller"
      title={title}
      text={missing.text}
      back={
        <Link className="btn" to="/seller/app-credentials">
          {missing.back}
        </Link>
      }
    />
  )
  return (
    <Loaded of={credential} skeleton={<CardSkeleton rows={10} />} missing={absent}>
      {(found) => <Found of={found} />}
    </Loaded>
  )
}

type Shown = { readonly of: AppCredential }

function Found({ of }: Shown) {
  const texts = credentialFormTexts.use()
  const { title } = credentialTexts.use()
  return (
    <Page
      area="seller"
      title={texts.editTitle}
      lead={<Lead>{texts.editLead}</Lead>}
      crumbs={
        <>
          <Link to="/seller/app-credentials">{title}</Link>
          <Icon name="chevron-right" />
          <Link to="/seller/app-credentials/$appCredentialId" params={{ appCredentialId: of.id }}>
            {of.name}
          </Link>
        </>
      }
    >
      <AfterHydration skeleton={<CardSkeleton rows={10} />}>
        <Form of={of} />
      </AfterHydration>
    </Page>
  )
}

function Form({ of }: Shown) {
  const texts = credentialFormTexts.use()
  const toast = useToast()
  const navigate = useNavigate()
  const [typed, setTyped] = useState(() => toTyped(of))
  const [isChecked, setChecked] = useState(false)
  const change = useChange('PUT /api/seller/app-credentials/:appCredentialId', staleCredentials)
  const place = {
    to: '/seller/app-credentials/$appCredentialId',
    params: { appCredentialId: of.id },
  } as const
  const wrong = findWrong(typed)
  const submit = () => {
    setChecked(true)
    if (Object.keys(wrong).length > 0 || change.isPending) return
    change.mutate(
      { params: { appCredentialId: of.id }, body: toBody(typed) },
      {
        onSuccess: () => {
          toast.success(texts.saved)
          void navigate(place)
        },
      },
    )
  }
  return (
    <CheckedForm className="stack stack--wide" onSubmit={submit}>
      <CredentialFields
        typed={typed}
        wrong={isChecked ? wrong : {}}
        isSeveralFixed={of.severalInstances}
        set={(to) => setTyped((now) => ({ ...now, ...to }))}
      />
      <Refusal error={change.error} />
      <div className="savebar">
        <span className="grow" />
        <Link className="btn" {...place}>
          {texts.cancel}
        </Link>
        <ActButton busy={texts.saving} isBusy={change.isPending} onAct={submit}>
          {texts.save}
        </ActButton>
      </div>
    </CheckedForm>
  )
}
