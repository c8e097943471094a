import { ApiProblem } from '@loggia/client'
import { omitUndefined } from '@loggia/kernel'
import { purchaseRequestLimits } from '@loggia/protocol/console/purchase-requests/kinds'
import type { Session } from '@loggia/protocol/console'
import { Icon, defineTexts, useText } from '@loggia/ui'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { useApi } from '../frame.tsx'
import { paths } from '../links.ts'
import { CostCentre } from './cost-centre.tsx'
import { toFieldId } from './given.ts'
import { PriceLines, PriceTotal } from '../buying/price-lines.tsx'
import { createRandomKey } from './purchase.ts'
import { createLine } from './use-checkout.ts'
import type { Checkout } from './use-checkout.ts'

const askTexts = defineTexts(
  {
    ask: '提交采购申请',
    instead: '改为提交采购申请',
    title: '提交采购申请',
    lead: '通过后由审批人以其名义下单并用余额支付。30 天内未审批的申请自动失效。',
    reason: '申请原因',
    reasonHint: '最多 500 个字符，审批人可见。',
    reasonMissing: '填写申请原因，最多 500 个字符。',
    approver: '审批人（选填）',
    anybody: '所有有购买权限的成员',
    owner: (name: string) => `${name}（主账号）`,
    back: '返回',
    busy: '提交中',
    failed: '未能提交，请检查网络后重试。',
  },
  {
    ask: 'Ask to buy',
    instead: 'Ask for approval instead',
    title: 'Ask to buy',
    lead: 'If it is approved, the approver places the order in their name and pays it from the balance. After 30 days without a decision the request expires.',
    reason: 'Reason',
    reasonHint: 'Up to 500 characters, for the approver.',
    reasonMissing: 'Enter a reason of up to 500 characters.',
    approver: 'Approver (optional)',
    anybody: 'All members who may buy',
    owner: (name) => `${name} (owner)`,
    back: 'Back',
    busy: 'Sending',
    failed: 'It was not sent. Check your connection and try again.',
  },
)

type Props = {
  readonly checkout: Checkout
  /** In place of the purchase, otherwise beside it. */
  readonly isMain: boolean
  readonly size?: string
}

/**
 * R3c: a button that asks for the purchase instead of making it: for members who may not buy, and beside the purchase
 * for others who are no owners, since a budget may limit them.
 */
export function AskToBuy({ checkout, isMain, size = '' }: Props) {
  const texts = askTexts.use()
  const [open, setOpen] = useState(false)
  const goOn = () => {
    const unfit = checkout.given.check()
    if (unfit !== undefined) return document.getElementById(toFieldId(unfit))?.focus()
    setOpen(true)
  }
  return (
    <>
      <button type="button" className={`btn${isMain ? ' btn--primary' : ''}${size}`} onClick={goOn}>
        {isMain ? texts.ask : texts.instead}
      </button>
      {open && <AskDialog checkout={checkout} onClose={() => setOpen(false)} />}
    </>
  )
}

/** Whether the reader could ask others to decide on what they may buy themselves. */
export const mayAskInstead = (
  { page }: Pick<Checkout, 'page'>,
  rights: Session['rights']['buyer'],
): boolean => rights?.main !== true && (page.own?.options.approvers.length ?? 0) > 0

function AskDialog({ checkout, onClose }: Pick<Props, 'checkout'> & { onClose(): void }) {
  const texts = askTexts.use()
  const text = useText()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const form = useAsking(checkout)
  useLayoutEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    opened?.querySelector('textarea')?.focus()
    return () => opened?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        if (!form.isBusy) onClose()
      }}
    >
      <div className="dialog__head">
        <h2 id={titleId}>{texts.title}</h2>
      </div>
      <div className="dialog__body">
        <p>
          <b>{text(checkout.product.name)}</b>
        </p>
        <div>
          <PriceLines buying={checkout} withoutBalance />
          <PriceTotal buying={checkout} />
        </div>
        <p className="t13 dim">{texts.lead}</p>
        <ReasonField form={form} />
        <CostCentre checkout={checkout} />
        <Approver form={form} />
        {form.problem !== undefined && (
          <div className="note note--bad" role="alert">
            <Icon name="alert" />
            <p>{form.problem}</p>
          </div>
        )}
      </div>
      <div className="dialog__foot">
        <button type="button" className="btn" disabled={form.isBusy} onClick={onClose}>
          {texts.back}
        </button>
        <button
          type="button"
          className="btn btn--primary"
          disabled={form.isBusy}
          aria-busy={form.isBusy}
          onClick={() => void form.send()}
        >
          {form.isBusy ? texts.busy : texts.ask}
        </button>
      </div>
    </dialog>
  )
}

type OfForm = { readonly form: ReturnType<typeof useAsking> }

function ReasonField({ form }: OfForm) {
  const texts = askTexts.use()
  const id = useId()
  const isWrong = form.isChecked && form.typed.reason.trim() === ''
  return (
    <div className="field">
      <label htmlFor={id}>{texts.reason}</label>
      <textarea
        id={id}
        className="textarea"
        rows={3}
        maxLength={purchaseRequestLimits.reason.max}
        value={form.typed.reason}
        aria-invalid={isWrong}
        aria-describedby={`${id}-note`}
        onChange={(event) => form.set({ reason: event.target.value })}
      />
      <p className={isWrong ? 'error' : 'hint'} id={`${id}-note`}>
        {isWrong ? texts.reasonMissing : texts.reasonHint}
      </p>
    </div>
  )
}

/** Who is to decide, if there is more than one. */
function Approver({ form }: OfForm) {
  const texts = askTexts.use()
  const id = useId()
  if (form.approvers.length < 2) return null
  return (
    <div className="field">
      <label htmlFor={id}>{texts.approver}</label>
      <select
        id={id}
        className="select"
        value={form.typed.approverId}
        onChange={(event) => form.set({ approverId: event.target.value })}
      >
        <option value="">{texts.anybody}</option>
        {form.approvers.map(({ id: approver, name, owner }) => (
          <option key={approver} value={approver}>
            {owner ? texts.owner(name) : name}
          </option>
        ))}
      </select>
    </div>
  )
}

function useAsking(checkout: Checkout) {
  const texts = askTexts.use()
  const api = useApi()
  const [typed, setTyped] = useState({ reason: '', approverId: '' })
  const [isChecked, setChecked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const sent = useRef({ content: '', key: '' })
  const send = async () => {
    setChecked(true)
    const line = createLine(checkout)
    const { quote, costCentreId } = checkout
    const reason = typed.reason.trim()
    if (!line || !quote || reason === '' || isBusy) return
    const approverId = typed.approverId || undefined
    const body = omitUndefined({ ...line, expectedTotal: quote.total, reason, costCentreId, approverId })
    const content = JSON.stringify(body)
    // A repeated attempt to send the same has the same key, so that a lost answer makes no second request.
    if (sent.current.content !== content) sent.current = { content, key: createRandomKey() }
    setBusy(true)
    setProblem(undefined)
    try {
      const { id } = await api.request(
        'POST /api/buyer/purchase-requests',
        { body },
        { idempotencyKey: sent.current.key },
      )
      location.assign(paths.purchaseRequest(id))
    } catch (error) {
      setProblem((error instanceof ApiProblem && error.detail) || texts.failed)
      setBusy(false)
    }
  }
  return {
    approvers: checkout.page.own?.options.approvers ?? [],
    typed,
    set: (change: Partial<typeof typed>) => setTyped({ ...typed, ...change }),
    isChecked,
    isBusy,
    problem,
    send,
  }
}
