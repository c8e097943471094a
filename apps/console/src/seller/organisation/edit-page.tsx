import { Link, useNavigate } from '@tanstack/react-router'
import type { RouteReply } from '@loggia/protocol/console'
import { Icon, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange, useRead } from '../../centre/api.ts'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { LatestNote } from '../../centre/organisations/latest-note.tsx'
import { ActButton, Refusal } from '../../centre/parts/dialog.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Page } from '../../centre/parts/page.tsx'
import { NoRight } from '../../centre/rights/no-right.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { organisationTexts } from '../../centre/organisations/texts.ts'
import { FormFields } from './form-fields.tsx'
import { toData, toTyped, findWrong } from './typed.ts'
import type { Typed } from './typed.ts'
import '../../centre/organisations/organisations.css'

type Organisation = RouteReply<'GET /api/seller/organisation'>

/** A change of the seller's data, which operators review (R84). */
export function EditOrganisationPage() {
  const texts = organisationTexts.use().seller
  const mayWrite = useMayAsk('POST /api/seller/organisation/applications', 'organisation:write')
  const organisation = useRead('GET /api/seller/organisation', {})
  if (!mayWrite) return <NoRight area="seller" title={texts.editTitle} />
  return (
    <Page
      area="seller"
      title={texts.editTitle}
      lead={texts.lead}
      crumbs={
        <>
          <Link to="/seller/organisation">{texts.back}</Link>
          <Icon name="chevron-right" />
          <span>{texts.editTitle}</span>
        </>
      }
    >
      <Loaded of={organisation} skeleton={<CardSkeleton rows={10} />}>
        {(found) =>
          found.latest?.state === 'in_review' ? (
            <div className="stack">
              <LatestNote party="seller" latest={found.latest} />
              <p className="dim">{texts.waitsFirst}</p>
            </div>
          ) : (
            <Editor of={found} />
          )
        }
      </Loaded>
    </Page>
  )
}

function Editor({ of }: { readonly of: Organisation }) {
  const texts = organisationTexts.use().seller
  const form = useEditor(of)
  const isFixed = of.data.registrationNumber !== undefined
  return (
    <CheckedForm className="stack stack--wide" onSubmit={form.submit}>
      <LatestNote party="seller" latest={of.latest} />
      <FormFields
        typed={form.typed}
        wrong={form.isChecked ? form.wrong : {}}
        isNumberFixed={isFixed}
        set={form.set}
      />
      <Refusal error={form.propose.error} />
      <div className="savebar">
        <span className="grow" />
        <Link className="btn" to="/seller/organisation">
          {texts.cancel}
        </Link>
        <ActButton busy={texts.submitting} isBusy={form.propose.isPending} onAct={form.submit}>
          {texts.submit}
        </ActButton>
      </div>
    </CheckedForm>
  )
}

/** The initial values: those of a rejected application, otherwise the present data. */
function startOf({ data, latest }: Organisation): Typed {
  const isAgain = latest?.kind === 'seller_data' && latest.state === 'rejected'
  return toTyped(isAgain ? latest.next : data)
}

function useEditor(of: Organisation) {
  const texts = organisationTexts.use().seller
  const toast = useToast()
  const navigate = useNavigate()
  const [typed, setTyped] = useState(() => startOf(of))
  const [isChecked, setChecked] = useState(false)
  const propose = useChange('POST /api/seller/organisation/applications', [
    'GET /api/seller/organisation',
    'GET /api/seller/organisation/applications',
  ])
  const wrong = findWrong(typed)
  const submit = () => {
    setChecked(true)
    if (Object.keys(wrong).length > 0) return
    propose.mutate(
      { body: toData(typed) },
      {
        onSuccess: () => {
          toast.success(texts.done)
          void navigate({ to: '/seller/organisation' })
        },
      },
    )
  }
  const set = (to: Partial<Typed>) => setTyped((now) => ({ ...now, ...to }))
  return { typed, wrong, isChecked, propose, submit, set }
}
