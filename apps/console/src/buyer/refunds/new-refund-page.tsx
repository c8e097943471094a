import { fromDecimal, isMore, omitUndefined, toDecimal } from '@loggia/kernel'
import type { RefundOffer } from '@loggia/protocol/console'
import { Icon, Money, formatAmount, useText, useToast } from '@loggia/ui'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useChange, useRead } from '../../centre/api.ts'
import { readAmount } from '../../centre/balance/amount.ts'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { useChosenFile } from '../../centre/parts/chosen-file.ts'
import { ActButton, Refusal } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, MissingPage, Page } from '../../centre/parts/page.tsx'
import { useReason } from '../../centre/parts/reason.tsx'
import { staleRefunds } from '../../centre/refunds/stale.ts'
import { refundTexts } from '../../centre/refunds/texts.ts'
import { useKeyOf } from '../../centre/supervision/act-dialogs.tsx'
import { ownRefundTexts } from './texts.ts'
import './refunds.css'

const route = getRouteApi('/buyer/refunds/new')

/** R139: asks for a refund of a delivery that is not accepted. */
export function NewRefundPage() {
  const { order, line } = route.useSearch()
  return order === undefined || line === undefined ? <Missing /> : <NewRefund order={order} line={line} />
}

function NewRefund({ order, line }: { readonly order: string; readonly line: string }) {
  const query = { lineNumber: line }
  const offer = useRead('GET /api/buyer/orders/:orderId/refund-offer', { params: { orderId: order }, query })
  return (
    <Loaded of={offer} skeleton={<CardSkeleton rows={8} />} missing={<Missing />}>
      {(found) => <Shown of={found} order={order} line={line} />}
    </Loaded>
  )
}

function Missing() {
  const { missing } = refundTexts.use()
  return (
    <MissingPage
      area="buyer"
      title={missing.title}
      text={missing.text}
      back={
        <Link className="btn" to="/buyer/refunds">
          {missing.back}
        </Link>
      }
    />
  )
}

type Offered = { readonly of: RefundOffer; readonly order: string; readonly line: string }

function Shown(props: Offered) {
  const { of } = props
  const texts = ownRefundTexts.use()
  const text = useText()
  return (
    <Page area="buyer" title={texts.form.title} crumbs={<Link to="/buyer/refunds">{texts.title}</Link>}>
      <div className="od">
        <Card id={useId()} title={of.lines.map(({ product }) => text(product.name)).join(' · ')}>
          {of.lines.length > 1 && <Together of={of} />}
          {of.allowed ? (
            <Form {...props} />
          ) : (
            <div className="note note--warn">
              <Icon name="info" />
              <p className="grow">{of.refusal && text(of.refusal.sentence)}</p>
              <Back of={of} />
            </div>
          )}
        </Card>
        <Steps returnsGoods={of.returnsGoods} />
      </div>
    </Page>
  )
}

/** To the request that is open for it, or to where others are asked for. */
function Back({ of: { openRequestId } }: Pick<Offered, 'of'>) {
  const { form } = ownRefundTexts.use()
  const { card } = refundTexts.use()
  return openRequestId === undefined ? (
    <Link className="link" to="/buyer/supervisions">
      {form.back}
    </Link>
  ) : (
    <Link className="link" to="/buyer/refunds/$refundRequestId" params={{ refundRequestId: openRequestId }}>
      {card.open}
    </Link>
  )
}

/** R145: what is refunded with it. */
function Together({ of }: Pick<Offered, 'of'>) {
  const texts = ownRefundTexts.use().form
  const text = useText()
  return (
    <>
      <p className="t13 dim">{texts.together}</p>
      <ul className="plain-list t13">
        {of.lines.map((line) => (
          <li key={line.number}>
            {text(line.product.name)} · {text(line.specification)} · {texts.paid} <Money of={line.paid} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Form(props: Offered) {
  const texts = ownRefundTexts.use().form
  const form = useForm(props)
  const most = formatAmount(props.of.most)
  return (
    <CheckedForm className="stack stack--wide" onSubmit={form.send}>
      <TextField
        name="amount"
        label={texts.amount}
        hint={texts.amountHint(most)}
        error={form.isWrong ? texts.amountWrong(most) : undefined}
        inputMode="decimal"
        autoComplete="off"
        value={form.written}
        onChange={(event) => form.write(event.target.value)}
        onBlur={form.check}
      />
      {form.reason.field}
      <TextField
        type="file"
        name="file"
        label={texts.file}
        hint={texts.fileHint}
        error={form.file.error}
        accept="application/pdf,image/png,image/jpeg,application/zip,.zip"
        onChange={form.file.choose}
      />
      <Refusal error={form.change.error} />
      <div>
        <ActButton busy={texts.busy} isBusy={form.change.isPending} onAct={form.send}>
          {texts.submit}
        </ActButton>
      </div>
    </CheckedForm>
  )
}

function useForm({ of, order, line }: Offered) {
  const texts = ownRefundTexts.use().form
  const toast = useToast()
  const navigate = useNavigate()
  const most = fromDecimal(of.most.amount, of.most.currency)
  const [written, write] = useState(of.most.amount)
  const [isChecked, setChecked] = useState(false)
  const reason = useReason(texts)
  const file = useChosenFile(texts)
  const change = useChange('POST /api/buyer/orders/:orderId/refund-requests', staleRefunds)
  const typed = readAmount(written, of.most.currency)
  const amount = typed && !isMore(typed, most) ? typed : undefined
  const { chosen } = file
  const idempotencyKey = useKeyOf(written, reason.given, chosen)
  const send = () => {
    setChecked(true)
    reason.check()
    if (!amount || !reason.isRight || file.error !== undefined) return
    const body = omitUndefined({
      lineNumber: line,
      amount: { amount: toDecimal(amount), currency: amount.currency },
      reason: reason.given,
      file: chosen,
    })
    change.mutate(
      { params: { orderId: order }, body, idempotencyKey },
      {
        onSuccess: ({ requestId }) => {
          toast.success(texts.done)
          void navigate({
            to: '/buyer/refunds/$refundRequestId',
            params: { refundRequestId: requestId },
            replace: true,
          })
        },
      },
    )
  }
  return {
    written,
    write,
    isWrong: isChecked && !amount,
    check: () => setChecked(true),
    reason,
    file,
    change,
    send,
  }
}

function Steps({ returnsGoods }: Pick<RefundOffer, 'returnsGoods'>) {
  const { what, steps } = ownRefundTexts.use().form
  return (
    <Card id={useId()} title={what}>
      <ol className="t13 stack refund-steps">
        <li>{steps.hold}</li>
        <li>{steps.answer}</li>
        <li>{returnsGoods ? steps.goods : steps.money}</li>
        <li>{steps.silent}</li>
      </ol>
    </Card>
  )
}
