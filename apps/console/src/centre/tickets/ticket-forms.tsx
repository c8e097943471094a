import { answerKinds, ticketLimits } from '@loggia/protocol/console/tickets/kinds'
import type { AnswerKind } from '@loggia/protocol/console/tickets/kinds'
import { useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange } from '../api.ts'
import { CheckedForm } from '../forms/form.tsx'
import { ActButton, Refusal } from '../parts/dialog.tsx'
import { SelectField, TextArea } from '../parts/fields.tsx'
import { Card } from '../parts/page.tsx'
import { useMayAsk } from '../rights/rights.ts'
import { useKeyOf } from '../supervision/act-dialogs.tsx'
import { staleTickets } from './stale.ts'
import type { TicketOf } from './ticket-state.tsx'
import { ticketTexts } from './texts.ts'

/** What is written: its text, whether it is valid, and its field. */
export function useWritten(label: string) {
  const { form } = ticketTexts.use()
  const [written, write] = useState('')
  const [isChecked, setChecked] = useState(false)
  const text = written.trim()
  const isRight = text !== ''
  const field = (
    <TextArea
      name="text"
      label={label}
      hint={form.hint}
      error={isChecked && !isRight ? form.missing : undefined}
      rows={5}
      maxLength={ticketLimits.text.max}
      value={written}
      onChange={(event) => write(event.target.value)}
    />
  )
  const clear = () => {
    write('')
    setChecked(false)
  }
  return { text, isRight, field, clear, check: () => setChecked(true) }
}

/** For the buyer: writes more, or opens a closed ticket again. */
export function WriteCard({ of }: Pick<TicketOf, 'of'>) {
  const { form } = ticketTexts.use()
  const toast = useToast()
  const isClosed = of.acts.includes('reopen')
  const texts = isClosed ? form.reopen : form.write
  const id = useId()
  const written = useWritten(texts.label)
  const change = useChange('POST /api/buyer/tickets/:ticketId/messages', staleTickets)
  const idempotencyKey = useKeyOf(written.text)
  if (!isClosed && !of.acts.includes('write')) return null
  const send = () => {
    written.check()
    if (!written.isRight) return
    const onSuccess = () => {
      written.clear()
      toast.success(texts.done)
    }
    change.mutate(
      { params: { ticketId: of.id }, body: { text: written.text }, idempotencyKey },
      { onSuccess },
    )
  }
  return (
    <Card id={id} title={texts.title}>
      <CheckedForm className="stack stack--wide" onSubmit={send}>
        {written.field}
        <Refusal error={change.error} />
        <div>
          <ActButton busy={form.busy} isBusy={change.isPending} onAct={send}>
            {texts.send}
          </ActButton>
        </div>
      </CheckedForm>
    </Card>
  )
}

/** For who answers it: the text, and what comes next. */
export function AnswerCard({ area, of }: TicketOf) {
  const { form } = ticketTexts.use()
  const toast = useToast()
  const id = useId()
  const written = useWritten(form.answer.label)
  const [chosen, choose] = useState<AnswerKind>('answer')
  const key: 'POST /api/seller/tickets/:ticketId/messages' =
    `POST /api/${area}/tickets/:ticketId/messages` as never
  const change = useChange(key, staleTickets)
  const may = useMayAsk(key, area === 'seller' ? 'orders:write' : ('appeals' as never))
  const kinds = answerKinds.filter((kind) => of.acts.includes(kind))
  const kind = kinds.find((one) => one === chosen) ?? kinds[0]
  const idempotencyKey = useKeyOf(written.text, kind)
  if (!may || kind === undefined) return null
  const send = () => {
    written.check()
    if (!written.isRight) return
    const onSuccess = () => {
      written.clear()
      choose('answer')
      toast.success(form.answer.done)
    }
    change.mutate(
      { params: { ticketId: of.id }, body: { text: written.text, kind }, idempotencyKey },
      { onSuccess },
    )
  }
  return (
    <Card id={id} title={form.answer.title}>
      <CheckedForm className="stack stack--wide" onSubmit={send}>
        {written.field}
        <SelectField
          name="kind"
          label={form.after}
          value={kind}
          onChange={(event) => choose(kinds.find((one) => one === event.target.value) ?? 'answer')}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {form.kinds[one]}
            </option>
          ))}
        </SelectField>
        <Refusal error={change.error} />
        <div>
          <ActButton busy={form.busy} isBusy={change.isPending} onAct={send}>
            {form.answer.send}
          </ActButton>
        </div>
      </CheckedForm>
    </Card>
  )
}
