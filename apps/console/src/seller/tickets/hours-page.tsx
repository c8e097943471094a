import type { TicketDesk } from '@loggia/protocol/console'
import { ticketTimes, weekdays } from '@loggia/protocol/console/tickets/kinds'
import { useToast } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useChange, useRead } from '../../centre/api.ts'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { ActButton, Refusal } from '../../centre/parts/dialog.tsx'
import { FieldGroup, TextField, TickField } from '../../centre/parts/fields.tsx'
import { AfterHydration, CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Lead, Page } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { ticketTexts } from '../../centre/tickets/texts.ts'
import { sellerTicketTexts } from './texts.ts'
import '../../centre/tickets/tickets.css'

/** R285: whether the seller takes tickets, and its support hours. */
export function HoursPage() {
  const texts = sellerTicketTexts.use()
  const { title } = ticketTexts.use()
  const desk = useRead('GET /api/seller/ticket-desk', {})
  return (
    <Page
      area="seller"
      title={texts.title}
      crumbs={<Link to="/seller/tickets">{title}</Link>}
      lead={<Lead>{texts.lead}</Lead>}
      narrow
    >
      <Loaded of={desk} skeleton={<CardSkeleton rows={6} />}>
        {(found) => (
          <AfterHydration skeleton={<CardSkeleton rows={6} />}>
            <Editor of={found} />
          </AfterHydration>
        )}
      </Loaded>
    </Page>
  )
}

function Editor({ of }: { readonly of: TicketDesk }) {
  const texts = sellerTicketTexts.use()
  const { days: names } = ticketTexts.use()
  const form = useForm(of)
  const { desk, set, wrong } = form
  return (
    <Card id={useId()} title={texts.title}>
      <CheckedForm className="stack stack--wide" onSubmit={form.send}>
        <TickField
          name="takes"
          label={texts.takes}
          checked={desk.takes}
          onChange={(takes) => set({ ...desk, takes })}
        />
        <FieldGroup
          className="ticket-days"
          name="weekdays"
          label={texts.days}
          error={wrong.days ? texts.tooFew : undefined}
        >
          {weekdays.map((day) => (
            <label key={day} className="check">
              <input
                type="checkbox"
                checked={desk.weekdays.includes(day)}
                onChange={(event) =>
                  set({ ...desk, weekdays: toggle(desk.weekdays, day, event.target.checked) })
                }
              />
              <span>{names[day]}</span>
            </label>
          ))}
        </FieldGroup>
        <TextField
          name="opens"
          label={texts.opens}
          hint={texts.timeHint}
          error={wrong.times ? texts.tooShort : undefined}
          maxLength={5}
          value={desk.opens}
          onChange={(event) => set({ ...desk, opens: event.target.value })}
        />
        <TextField
          name="closes"
          label={texts.closes}
          hint={texts.timeHint}
          error={wrong.times ? texts.tooShort : undefined}
          maxLength={5}
          value={desk.closes}
          onChange={(event) => set({ ...desk, closes: event.target.value })}
        />
        <p className="t13 dim">{texts.hint}</p>
        <p className="t13 dim">{texts.open}</p>
        <Refusal error={form.change.error} />
        {form.may && (
          <div>
            <ActButton busy={texts.busy} isBusy={form.change.isPending} onAct={form.send}>
              {texts.save}
            </ActButton>
          </div>
        )}
      </CheckedForm>
    </Card>
  )
}

const toggle = (days: readonly number[], day: number, isOn: boolean): number[] =>
  [...days.filter((one) => one !== day), ...(isOn ? [day] : [])].toSorted((a, b) => a - b)

const timeForm = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/
const readMinutes = (text: string): number =>
  timeForm.test(text) ? Number(text.slice(0, 2)) * 60 + Number(text.slice(3)) : Number.NaN

function useForm(of: TicketDesk) {
  const texts = sellerTicketTexts.use()
  const toast = useToast()
  const [desk, set] = useState(of)
  const [isChecked, setChecked] = useState(false)
  const change = useChange('PUT /api/seller/ticket-desk', ['GET /api/seller/ticket-desk'])
  const may = useMayAsk('PUT /api/seller/ticket-desk', 'organisation:write')
  const isLong = readMinutes(desk.closes) - readMinutes(desk.opens) >= ticketTimes.leastMinutes
  const hasDays = desk.weekdays.length >= ticketTimes.leastDays
  const send = () => {
    setChecked(true)
    if (isLong && hasDays) change.mutate({ body: desk }, { onSuccess: () => toast.success(texts.done) })
  }
  const wrong = { days: isChecked && !hasDays, times: isChecked && !isLong }
  return { desk, set, wrong, change, may, send }
}
