import { omitUndefined } from '@loggia/kernel'
import type { TicketOffer } from '@loggia/protocol/console'
import { ticketKinds, ticketLimits, weekdays } from '@loggia/protocol/console/tickets/kinds'
import type { TicketKind } from '@loggia/protocol/console/tickets/kinds'
import { useText, useToast } from '@loggia/ui'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useChange, useRead } from '../../centre/api.ts'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { ActButton, Refusal } from '../../centre/parts/dialog.tsx'
import { SelectField, TextField } from '../../centre/parts/fields.tsx'
import { AfterHydration, CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Fact, MissingPage, Page } from '../../centre/parts/page.tsx'
import { useKeyOf } from '../../centre/supervision/act-dialogs.tsx'
import { staleTickets } from '../../centre/tickets/stale.ts'
import { useWritten } from '../../centre/tickets/ticket-forms.tsx'
import { ticketTexts } from '../../centre/tickets/texts.ts'
import { newTicketTexts } from './texts.ts'
import '../../centre/supervision/supervision.css'

const route = getRouteApi('/buyer/tickets/new')
type Subject = { readonly serviceId?: string; readonly orderId?: string; readonly lineNumber?: string }

/** R285: a ticket about an order or a service. */
export function NewTicketPage() {
  const { service, order, line } = route.useSearch()
  if (service === undefined && order === undefined) return <Missing />
  return <NewTicket of={omitUndefined({ serviceId: service, orderId: order, lineNumber: line })} />
}

function NewTicket({ of }: { readonly of: Subject }) {
  const { serviceId, orderId, lineNumber } = of
  const key: 'GET /api/buyer/orders/:orderId/ticket-offer' =
    `GET /api/buyer/${serviceId === undefined ? 'orders/:orderId' : 'services/:serviceId'}/ticket-offer` as never
  const params = { serviceId, orderId } as { orderId: string }
  const offer = useRead(key, { params, query: omitUndefined({ lineNumber }) })
  return (
    <Loaded of={offer} skeleton={<CardSkeleton rows={8} />} missing={<Missing />}>
      {(found) => <Shown of={of} offer={found} />}
    </Loaded>
  )
}

function Missing() {
  const { missing } = newTicketTexts.use()
  return (
    <MissingPage
      area="buyer"
      title={missing.title}
      text={missing.text}
      back={
        <Link className="btn" to="/buyer/tickets">
          {missing.back}
        </Link>
      }
    />
  )
}

type Offered = { readonly of: Subject; readonly offer: TicketOffer }

function Shown({ of, offer }: Offered) {
  const texts = newTicketTexts.use()
  const { title } = ticketTexts.use()
  const [kind, setKind] = useState<TicketKind>('question')
  return (
    <Page area="buyer" title={texts.title} crumbs={<Link to="/buyer/tickets">{title}</Link>}>
      <div className="od">
        <div className="od__main">
          <Card id={useId()} title={texts.title}>
            <AfterHydration skeleton={<CardSkeleton rows={6} />}>
              <Form of={of} kind={kind} onKind={setKind} />
            </AfterHydration>
          </Card>
        </div>
        <aside className="od__side">
          <About kind={kind} offer={offer} />
        </aside>
      </div>
    </Page>
  )
}

type Chosen = { readonly of: Subject; readonly kind: TicketKind; onKind(kind: TicketKind): void }

function Form({ of, kind, onKind }: Chosen) {
  const texts = newTicketTexts.use()
  const { kinds } = ticketTexts.use()
  const form = useForm(of, kind)
  return (
    <CheckedForm className="stack stack--wide" onSubmit={form.send}>
      <SelectField
        name="kind"
        label={texts.kind}
        value={kind}
        onChange={(event) => onKind(ticketKinds.find((one) => one === event.target.value) ?? kind)}
      >
        {ticketKinds.map((one) => (
          <option key={one} value={one}>
            {kinds[one]}
          </option>
        ))}
      </SelectField>
      <TextField
        name="title"
        label={texts.subject}
        hint={texts.subjectHint}
        error={form.isTitleMissing ? texts.subjectMissing : undefined}
        maxLength={ticketLimits.title.max}
        autoComplete="off"
        value={form.title}
        onChange={(event) => form.setTitle(event.target.value)}
      />
      {form.written.field}
      <Refusal error={form.change.error} />
      <div>
        <ActButton busy={texts.busy} isBusy={form.change.isPending} onAct={form.send}>
          {texts.submit}
        </ActButton>
      </div>
    </CheckedForm>
  )
}

function useForm(of: Subject, kind: TicketKind) {
  const texts = newTicketTexts.use()
  const toast = useToast()
  const navigate = useNavigate()
  const [title, setTitle] = useState('')
  const [isChecked, setChecked] = useState(false)
  const written = useWritten(texts.text)
  const change = useChange('POST /api/buyer/tickets', staleTickets)
  const given = title.trim()
  const idempotencyKey = useKeyOf(kind, given, written.text)
  const send = () => {
    setChecked(true)
    written.check()
    if (given === '' || !written.isRight) return
    const body = { ...of, kind, title: given, text: written.text }
    change.mutate(
      { body, idempotencyKey },
      {
        onSuccess: ({ id: ticketId }) => {
          toast.success(texts.done)
          void navigate({ to: '/buyer/tickets/$ticketId', params: { ticketId }, replace: true })
        },
      },
    )
  }
  return { title, setTitle, isTitleMissing: isChecked && given === '', written, change, send }
}

/** What it is about, who answers, and when. */
function About({ kind, offer }: { readonly kind: TicketKind; readonly offer: TicketOffer }) {
  const texts = newTicketTexts.use()
  const text = useText()
  const name = text(offer.seller)
  const { days: names } = ticketTexts.use()
  const { weekdays: taken, opens, closes } = offer.hours
  const days = weekdays
    .filter((day) => taken.includes(day))
    .map((day) => names[day])
    .join(texts.comma)
  return (
    <Card id={useId()} title={texts.what} bare>
      <div className="card__body stack t13">
        <p>{kind === 'complaint' ? texts.complaint : texts.by[offer.handler](name)}</p>
        {(kind !== 'complaint' || offer.handler === 'operator') && <p>{texts.hours(days, opens, closes)}</p>}
        <p>{texts.first}</p>
      </div>
      <dl className="ins ins--one">
        <Fact name={texts.about}>{text(offer.product.name)}</Fact>
        <Fact name={texts.seller}>{name}</Fact>
        <Fact name={texts.order}>
          <Link className="mono" to="/buyer/orders/$orderId" params={{ orderId: offer.order.id }}>
            {offer.order.number}
          </Link>
        </Fact>
      </dl>
    </Card>
  )
}
