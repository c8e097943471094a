import { listBuyerTasks } from '@loggia/protocol/console/catalog/draft/supervision'
import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import { Icon, formatAmount, formatQuantity, useLanguage, useText } from '@loggia/ui'
import { useLayoutEffect, useRef } from 'react'
import { purchaseTexts } from './texts.ts'
import { GivenValues } from './buy-parameters.tsx'
import { Logo } from '../frame/logo.tsx'
import { paths } from '../links.ts'
import { PayProblem, isRefusal } from './pay-problem.tsx'
import { findMissing } from './price.ts'
import { PriceLines, PriceTotal } from './price-lines.tsx'
import { formatBuyTerm } from './term-text.ts'
import type { Buying } from './use-buying.ts'

type OfBuying = { readonly buying: Buying }

/** Confirms a payment: the product, the amount, and the balance afterwards. The button names the act and the amount. */
export function ConfirmDialog({ buying }: OfBuying) {
  return buying.confirm.open ? <OpenDialog buying={buying} /> : null
}

function OpenDialog({ buying }: OfBuying) {
  const texts = purchaseTexts.use()
  const { confirm } = buying
  const isTrial = buying.selection?.term?.trialDays !== undefined
  const dialog = useRef<HTMLDialogElement>(null)
  const back = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    // The focus starts on the button that changes nothing.
    back.current?.focus()
    // It is closed before it is removed, so that the button that opened it gets the focus again.
    return () => opened?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby="confirm-title"
      onCancel={(event) => {
        event.preventDefault()
        if (!confirm.paying) confirm.close()
      }}
    >
      <div className="dialog__head">
        <h2 id="confirm-title">
          {isTrial ? texts.confirmTrial : findMissing(buying) ? texts.confirmOrder : texts.confirmTitle}
        </h2>
      </div>
      <div className="dialog__body">
        <Thing buying={buying} />
        <GivenValues buying={buying} />
        <ToDo buying={buying} />
        <div aria-live="polite">
          <PriceLines buying={buying} />
          <PriceTotal buying={buying} toPay />
        </div>
        <Advice buying={buying} />
      </div>
      <div className="dialog__foot">
        <button type="button" className="btn" ref={back} onClick={confirm.close} disabled={confirm.paying}>
          {texts.back}
        </button>
        <PayButton buying={buying} />
      </div>
    </dialog>
  )
}

function Thing({ buying }: OfBuying) {
  const text = useText()
  const language = useLanguage()
  const { product, selection } = buying
  const term = selection?.term
  const facts = [
    selection && text(selection.specification.name),
    product.quantity &&
      selection?.quantity !== undefined &&
      formatQuantity(selection.quantity, product.quantity.unit, language),
    ...(product.attributes ?? []).map(({ values }, i) => {
      const name = values[selection?.sku.values[i] ?? -1]
      return name && text(name)
    }),
    term && formatBuyTerm(term, language),
  ]
  return (
    <div className="row thing">
      <Logo src={product.logo} name={text(product.name)} size="md" />
      <div>
        <b>{text(product.name)}</b>
        <p className="t13 dim">{facts.filter(Boolean).join(language === 'zh-CN' ? '，' : ', ')}</p>
        <p className="t12 faint">{text(product.seller.name)}</p>
      </div>
    </div>
  )
}

/** R96: what the buyer of a supervised product does after the payment. */
function ToDo({ buying }: OfBuying) {
  const { tasks, identification, collectedAndActivated, toDo, toDoCode } = purchaseTexts.use().supervised
  const language = useLanguage()
  const { supervision } = buying.product
  if (!supervision) return null
  const { flow } = supervision
  const words = flow === 'license_online' ? { ...tasks, demand: identification } : tasks
  const own = listBuyerTasks(supervision).map((task) => words[task])
  const isCode = findLicenseWay(flow) === 'code'
  if (isCode) own.push(flow === 'license_code' ? collectedAndActivated : tasks.activation)
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  return (
    <div className="note note--info">
      <Icon name="shield" />
      <p>{(isCode ? toDoCode : toDo)(list.format(own))}</p>
    </div>
  )
}

/** What prevents the payment, or what comes next; one at a time. */
function Advice({ buying }: OfBuying) {
  const texts = purchaseTexts.use()
  const { balance, quote, confirm } = buying
  if (confirm.problem) return <PayProblem buying={buying} problem={confirm.problem} />
  const missing = findMissing({ balance, quote })
  if (missing)
    return (
      <div className="note note--warn">
        <Icon name="wallet" />
        <p>
          {texts.payLater} <a href={paths.topUp(missing.amount)}>{texts.topUpBy(formatAmount(missing))}</a>
        </p>
      </div>
    )
  if (buying.selection?.term?.trialDays !== undefined)
    return <p className="t13 faint">{texts.trialPayNote}</p>
  if (balance === 'asking') return <p className="t13 faint">{texts.checkingBalance}</p>
  if (balance === 'unknown') return <p className="t13 faint">{texts.balanceUnknown}</p>
  const { payNote } = buying.product.supervision ? texts.supervised : texts
  return <p className="t13 faint">{payNote}</p>
}

function PayButton({ buying }: OfBuying) {
  const texts = purchaseTexts.use()
  const { confirm, quote, balance, selection } = buying
  const trialDays = selection?.term?.trialDays
  const isShort = findMissing({ balance, quote }) !== undefined
  const { problem } = confirm
  // With an outdated price, or if the choice is not sold any more, nothing can be paid.
  if (!quote || problem?.code === 'order.price_changed' || (problem && isRefusal(problem))) return null
  const [label, busyLabel] = isShort
    ? [texts.place, texts.placing]
    : trialDays === undefined
      ? [texts.pay(formatAmount(quote.total)), texts.paying]
      : [texts.startTrial(trialDays), texts.startingTrial]
  return (
    // The two spans are its label; one of them is visible at a time.
    // oxlint-disable-next-line jsx-a11y/control-has-associated-label
    <button
      type="button"
      className={confirm.paying ? 'btn btn--primary is-busy' : 'btn btn--primary'}
      onClick={isShort ? confirm.place : confirm.pay}
      aria-busy={confirm.paying}
    >
      <span className="keep" data-busy={confirm.paying || undefined}>
        <span>{label}</span>
        <span>{confirm.paying && busyLabel}</span>
      </span>
    </button>
  )
}
