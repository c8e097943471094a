import { Link, getRouteApi } from '@tanstack/react-router'
import { omitUndefined } from '@loggia/kernel'
import type { Diagnosis } from '@loggia/protocol/console'
import { EmptyArch, Icon, formatCount } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange, useRead } from '../../centre/api.ts'
import { DiagnosisResult } from '../../centre/diagnosis/result.tsx'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { ActButton, Refusal } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { AfterHydration, CardSkeleton } from '../../centre/parts/loaded.tsx'
import { Card, Page } from '../../centre/parts/page.tsx'
import { diagnosisTexts } from '../../centre/diagnosis/texts.ts'
import { toBody, untouched, findWrong } from './asked.ts'
import type { Typed } from './asked.ts'
import { ExchangeFields } from './exchange-fields.tsx'
import '../../centre/diagnosis/diagnosis.css'

const route = getRouteApi('/seller/diagnosis')

/** Diagnoses why a request or a reply is refused, for a pasted exchange or for an attempt of a call. */
export function DiagnosisPage() {
  const texts = diagnosisTexts.use()
  const { call, attempt } = route.useSearch()
  return (
    <Page area="seller" title={texts.title} lead={<span>{texts.lead}</span>}>
      {call === undefined ? (
        <AfterHydration skeleton={<CardSkeleton rows={10} />}>
          <OfExchange />
        </AfterHydration>
      ) : (
        <OfCall key={`${call} ${attempt}`} call={call} attempt={attempt} />
      )}
    </Page>
  )
}

function OfExchange() {
  const texts = diagnosisTexts.use().form
  const [typed, setTyped] = useState<Typed>(untouched)
  const [isChecked, setChecked] = useState(false)
  const diagnose = useChange('POST /api/seller/diagnoses', [])
  const wrong = findWrong(typed)
  const submit = () => {
    setChecked(true)
    if (Object.keys(wrong).length > 0) return
    diagnose.mutate({ body: toBody(typed) })
  }
  return (
    <div className="diagnosis">
      <Card id={useId()} title={texts.title}>
        <CheckedForm className="stack stack--wide" autoComplete="off" onSubmit={submit}>
          <ExchangeFields
            typed={typed}
            wrong={isChecked ? wrong : {}}
            set={(to) => setTyped((now) => ({ ...now, ...to }))}
          />
          <Refusal error={diagnose.error} />
          <div className="acts">
            <ActButton busy={texts.busy} isBusy={diagnose.isPending} onAct={submit}>
              {texts.act}
            </ActButton>
          </div>
        </CheckedForm>
      </Card>
      <Result of={diagnose.data} />
    </div>
  )
}

function OfCall({ call, attempt }: { readonly call: string; readonly attempt: number | undefined }) {
  const texts = diagnosisTexts.use()
  const [computed, setComputed] = useState('')
  const [asked, setAsked] = useState('')
  const diagnosis = useRead('GET /api/seller/calls/:callId/diagnosis', {
    params: { callId: call },
    query: omitUndefined({ attempt, computed: asked || undefined }),
  })
  const submit = () => setAsked(computed.trim())
  return (
    <div className="diagnosis">
      <Card
        id={useId()}
        title={attempt === undefined ? texts.call.newest : texts.call.of(formatCount(attempt))}
        end={
          <Link to="/seller/calls/$callId" params={{ callId: call }} search={omitUndefined({ attempt })}>
            {texts.call.see}
          </Link>
        }
      >
        <CheckedForm className="stack stack--wide" autoComplete="off" onSubmit={submit}>
          <p className="t13 dim">{texts.call.lead}</p>
          <TextField
            label={texts.form.computed}
            hint={texts.form.computedHint}
            className="mono"
            maxLength={512}
            value={computed}
            onChange={(event) => setComputed(event.target.value)}
          />
          <Refusal error={diagnosis.error} />
          <div className="acts">
            <ActButton busy={texts.form.busy} isBusy={diagnosis.isFetching} onAct={submit}>
              {texts.form.act}
            </ActButton>
          </div>
        </CheckedForm>
      </Card>
      <Result of={diagnosis.data} />
    </div>
  )
}

function Result({ of }: { readonly of: Diagnosis | undefined }) {
  const texts = diagnosisTexts.use().result
  return (
    <Card id={useId()} title={texts.title} beside={of && of.problems.length > 0 && <Icon name="alert" />}>
      <div aria-live="polite">
        {of ? <DiagnosisResult of={of} /> : <EmptyArch title={texts.none.title} text={texts.none.text} />}
      </div>
    </Card>
  )
}
