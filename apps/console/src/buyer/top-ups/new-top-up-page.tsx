import { omitUndefined, toDecimal } from '@loggia/kernel'
import { formatAmount, useToast } from '@loggia/ui'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { createKey } from '../../centre/fresh-key.ts'
import { useChange, useRead } from '../../centre/api.ts'
import { readAmount } from '../../centre/balance/amount.ts'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { ActButton, Refusal } from '../../centre/parts/dialog.tsx'
import { TextArea, TextField } from '../../centre/parts/fields.tsx'
import { AfterHydration, CardSkeleton } from '../../centre/parts/loaded.tsx'
import { Card, Lead, Page } from '../../centre/parts/page.tsx'
import { BackToCheckout } from './back-to-checkout.tsx'
import { topUpTexts } from './texts.ts'
import './top-ups.css'

const route = getRouteApi('/buyer/top-ups/new')

/** A request for a top-up: the amount, which is prefilled with what is missing for an order. */
export function NewTopUpPage() {
  const texts = topUpTexts.use()
  const { next } = route.useSearch()
  return (
    <Page
      area="buyer"
      narrow
      title={texts.newTitle}
      crumbs={<Link to="/buyer/top-ups">{texts.title}</Link>}
      lead={<Lead>{texts.newLead}</Lead>}
    >
      <BackToCheckout next={next} />
      <div className="od">
        <AfterHydration skeleton={<CardSkeleton rows={5} />}>
          <FormCard />
        </AfterHydration>
        <Card id={useId()} title={texts.steps}>
          <ol className="t13 stack top-up-steps">
            <li>{texts.step.ask}</li>
            <li>{texts.step.transfer}</li>
            <li>{texts.step.credit}</li>
          </ol>
        </Card>
      </div>
    </Page>
  )
}

function FormCard() {
  const texts = topUpTexts.use()
  const form = useForm()
  return (
    <Card id={useId()} title={texts.newTitle}>
      <CheckedForm className="stack stack--wide" onSubmit={form.submit}>
        <TextField
          name="amount"
          label={texts.amount}
          hint={form.balance && texts.amountHint(formatAmount(form.balance))}
          error={form.isWrong ? texts.amountWrong : undefined}
          inputMode="decimal"
          autoComplete="off"
          value={form.written}
          onChange={(event) => form.write(event.target.value)}
          onBlur={form.check}
        />
        <TextArea
          name="note"
          label={texts.note}
          hint={texts.noteHint}
          maxLength={500}
          value={form.note}
          onChange={(event) => form.setNote(event.target.value)}
        />
        <Refusal error={form.error} />
        <div>
          <ActButton busy={texts.busy} isBusy={form.isPending} onAct={form.submit}>
            {texts.submit}
          </ActButton>
        </div>
      </CheckedForm>
    </Card>
  )
}

function useForm() {
  const texts = topUpTexts.use()
  const toast = useToast()
  const navigate = useNavigate()
  const { amount: missing = '', next } = route.useSearch()
  const [written, setWritten] = useState(() => {
    // The router reads 268.00 in an address as a number.
    const known = readAmount(missing, 'CNY')
    return known ? toDecimal(known) : ''
  })
  const [note, setNote] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [key, setKey] = useState(createKey)
  const balance = useRead('GET /api/buyer/balance', { query: { limit: 1 } }).data?.balance
  const change = useChange('POST /api/buyer/top-up-requests', ['GET /api/buyer/top-up-requests'])
  const amount = readAmount(written, 'CNY')
  const submit = () => {
    setChecked(true)
    if (!amount) return
    const body = omitUndefined({
      amount: { amount: toDecimal(amount), currency: amount.currency },
      note: note.trim() || undefined,
    })
    change.mutate(
      { body, idempotencyKey: key },
      {
        onSuccess: ({ requestId }) => {
          toast.success(texts.done)
          void navigate({
            to: '/buyer/top-ups/$requestId',
            params: { requestId },
            search: omitUndefined({ next }),
          })
        },
      },
    )
  }
  // Another amount or note is another intention.
  const edit = (apply: () => void) => {
    apply()
    setKey(createKey())
  }
  return {
    written,
    write: (text: string) => edit(() => setWritten(text)),
    note,
    setNote: (text: string) => edit(() => setNote(text)),
    balance,
    isWrong: isChecked && !amount,
    check: () => setChecked(written !== ''),
    submit,
    isPending: change.isPending,
    error: change.error,
  }
}
