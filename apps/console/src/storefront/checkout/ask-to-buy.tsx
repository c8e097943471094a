import { ApiProblem } from '@loggia/client'
import { omitUndefined } from '@loggia/kernel'
import { isGranted } from '@loggia/protocol/console/parties/kinds'
import { purchaseRequestLimits } from '@loggia/protocol/console/purchase-requests/kinds'
import type { BuyingOptions } from '@loggia/protocol/console'
import { Icon, defineTexts, useText } from '@loggia/ui'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useApi, useFrame } from '../frame.tsx'
import { paths } from '../links.ts'
import { listValues, toFieldId } from './given.ts'
import { PriceLines, PriceTotal } from './price-lines.tsx'
import { createRandomKey } from './purchase.ts'
import type { Buying } from './use-buying.ts'

const askTexts = defineTexts(
  {
    note: '您没有购买权限。提交采购申请后，由有购买权限的成员审批。',
    ask: '提交采购申请',
    instead: '改为提交采购申请',
    title: '提交采购申请',
    lead: '通过后由审批人以其名义下单并用余额支付。30 天内未审批的申请自动失效。',
    reason: '申请原因',
    reasonHint: '最多 500 个字符，审批人可见。',
    reasonMissing: '填写申请原因，最多 500 个字符。',
    costCentre: '成本中心',
    ownCentre: '不指定',
    approver: '审批人（选填）',
    anybody: '所有有购买权限的成员',
    owner: (name: string) => `${name}（主账号）`,
    back: '返回',
    busy: '提交中',
    failed: '未能提交，请检查网络后重试。',
  },
  {
    note: 'You may not buy. Ask for it, and a member who may buy decides.',
    ask: 'Ask to buy',
    instead: 'Ask for approval instead',
    title: 'Ask to buy',
    lead: 'If it is approved, the approver places the order in their name and pays it from the balance. After 30 days without a decision the request expires.',
    reason: 'Reason',
    reasonHint: 'Up to 500 characters, for the approver.',
    reasonMissing: 'Enter a reason of up to 500 characters.',
    costCentre: 'Cost centre',
    ownCentre: 'None',
    approver: 'Approver (optional)',
    anybody: 'All members who may buy',
    owner: (name) => `${name} (owner)`,
    back: 'Back',
    busy: 'Sending',
    failed: 'It was not sent. Check your connection and try again.',
  },
)

type OfBuying = { readonly buying: Buying }

/**
 * R3c: in place of the purchase for members who may not buy, a purchase request; for others who are no owners a link to
 * it beside the purchase, since a budget may limit them.
 */
export function AskToBuy({ buying, children }: OfBuying & { readonly children: ReactNode }) {
  const texts = askTexts.use()
  const { session } = useFrame()
  const [open, setOpen] = useState(false)
  const rights = session?.rights.buyer
  const mayBuy = isGranted(rights, 'purchase')
  const asks = buying.shopper === 'buyer' && !mayBuy && !buying.unverified && buying.onOffer
  const goOn = () => {
    const unfit = buying.given.check()
    if (unfit !== undefined) return document.getElementById(toFieldId(unfit))?.focus()
    if (!buying.quote) return document.getElementById('quantity')?.focus()
    setOpen(true)
  }
  const mark = useSubmitInstead(asks, goOn)
  if (buying.shopper !== 'buyer' || rights?.main) return children
  return (
    <div ref={mark}>
      {asks ? (
        <div className="buy__act">
          <p className="t13 dim">{texts.note}</p>
          <button type="submit" className="btn btn--primary btn--lg btn--block">
            {texts.ask}
          </button>
        </div>
      ) : (
        children
      )}
      {mayBuy && buying.onOffer && !buying.unverified && (
        <button type="button" className="btn btn--block" onClick={goOn}>
          {texts.instead}
        </button>
      )}
      {open && <AskDialog buying={buying} onClose={() => setOpen(false)} />}
    </div>
  )
}

/** The form of the panel, which the bar at the bottom of a phone submits too, asks instead of buying. */
function useSubmitInstead(isOn: boolean, onSubmit: () => void) {
  const mark = useRef<HTMLDivElement>(null)
  const latest = useRef(onSubmit)
  latest.current = onSubmit
  useEffect(() => {
    const form = mark.current?.closest('form')
    if (!isOn || !form) return undefined
    const ask = (event: Event) => {
      event.preventDefault()
      event.stopPropagation()
      latest.current()
    }
    form.addEventListener('submit', ask, true)
    return () => form.removeEventListener('submit', ask, true)
  }, [isOn])
  return mark
}

function AskDialog({ buying, onClose }: OfBuying & { onClose(): void }) {
  const texts = askTexts.use()
  const text = useText()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const form = useAsking(buying)
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
          <b>{text(buying.product.name)}</b>
        </p>
        <div>
          <PriceLines buying={buying} />
          <PriceTotal buying={buying} />
        </div>
        <p className="t13 dim">{texts.lead}</p>
        <ReasonField form={form} />
        <Choices form={form} />
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

/** The cost centre, if the company has any, and who is to decide. */
function Choices({ form }: OfForm) {
  const texts = askTexts.use()
  const id = useId()
  const centres = form.options?.costCentres.filter(({ archived }) => !archived) ?? []
  const approvers = form.options?.approvers ?? []
  return (
    <>
      {centres.length > 0 && (
        <div className="field">
          <label htmlFor={`${id}-centre`}>{texts.costCentre}</label>
          <select
            id={`${id}-centre`}
            className="select"
            value={form.costCentreId ?? ''}
            onChange={(event) => form.set({ costCentreId: event.target.value })}
          >
            {form.options?.own === undefined && <option value="">{texts.ownCentre}</option>}
            {centres.map((centre) => (
              <option key={centre.id} value={centre.id}>
                {centre.code} {centre.name}
              </option>
            ))}
          </select>
        </div>
      )}
      {approvers.length > 1 && (
        <div className="field">
          <label htmlFor={`${id}-approver`}>{texts.approver}</label>
          <select
            id={`${id}-approver`}
            className="select"
            value={form.typed.approverId}
            onChange={(event) => form.set({ approverId: event.target.value })}
          >
            <option value="">{texts.anybody}</option>
            {approvers.map(({ id: approver, name, owner }) => (
              <option key={approver} value={approver}>
                {owner ? texts.owner(name) : name}
              </option>
            ))}
          </select>
        </div>
      )}
    </>
  )
}

/** What the page of the product has chosen, as an order would have it. */
function toLine({ selection, given }: Buying) {
  if (!selection?.term || selection.quantity === undefined) return undefined
  const parameters = listValues(given.asked, given.typed)
  return omitUndefined({
    priceItemId: selection.term.item.id,
    quantity: selection.quantity,
    periodCount: selection.term.periods,
    trial: selection.term.trialDays === undefined ? undefined : true,
    parameters: parameters && parameters.length > 0 ? parameters : undefined,
  })
}

function useOptions(): BuyingOptions | undefined {
  const api = useApi()
  const [options, setOptions] = useState<BuyingOptions>()
  useEffect(() => {
    let wanted = true
    // Without them the request goes to everybody, and to the member's own cost centre.
    api.request('GET /api/buyer/buying-options', {}).then(
      (found) => wanted && setOptions(found),
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [api])
  return options
}

function useAsking(buying: Buying) {
  const texts = askTexts.use()
  const api = useApi()
  const options = useOptions()
  const [typed, setTyped] = useState({ reason: '', costCentreId: '', approverId: '' })
  const [isChecked, setChecked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const sent = useRef({ content: '', key: '' })
  const costCentreId = typed.costCentreId || options?.own
  const send = async () => {
    setChecked(true)
    const line = toLine(buying)
    const { quote } = buying
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
    options,
    typed,
    set: (change: Partial<typeof typed>) => setTyped({ ...typed, ...change }),
    costCentreId,
    isChecked,
    isBusy,
    problem,
    send,
  }
}
