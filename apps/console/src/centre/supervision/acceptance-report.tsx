import type { HistoryEntry, Supervision } from '@loggia/protocol/console'
import { Money, Time, formatQuantity, useLanguage, useText } from '@loggia/ui'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { readOrderFact } from '../facts/of-orders.ts'
import type { OrderFact } from '../facts/of-orders.ts'
import { supervisionTexts } from './texts.ts'
import './supervision.css'

type Accepted = Supervision & { readonly timeline: readonly HistoryEntry[] }

/** R105: on paper, an accepted delivery is its report: what was accepted, by whom and when, with places to sign. */
export function AcceptanceReport({ of }: { readonly of: Accepted }) {
  const texts = supervisionTexts.use()
  const { report } = texts
  const text = useText()
  const id = useId()
  const signers = ['seller', ...(of.needsRecheck ? (['operator'] as const) : []), 'buyer'] as const
  return (
    <section className="report" aria-labelledby={id}>
      <h1 id={id}>{report.title}</h1>
      <Facts of={of} />
      {of.criteria && (
        <>
          <h2>{texts.demand.criteria}</h2>
          <p className="said-text">{text(of.criteria)}</p>
        </>
      )}
      <h2>{report.steps}</h2>
      <ReportSteps of={of} />
      <div className="report__signatures">
        {signers.map((signer) => (
          <p key={signer}>
            <span>{report.signatures[signer]}</span>
            <span>{report.date}</span>
          </p>
        ))}
      </div>
    </section>
  )
}

function Facts({ of }: { readonly of: Accepted }) {
  const { facts, columns } = supervisionTexts.use()
  const text = useText()
  const language = useLanguage()
  const rows: readonly (readonly [string, ReactNode])[] = [
    [facts.order, of.order.number],
    [columns.what, text(of.product.name)],
    [facts.specification, text(of.specification)],
    [facts.quantity, of.unit && formatQuantity(of.quantity, of.unit, language)],
    [facts.amount, <Money key="amount" of={of.amount} />],
    [facts.buyer, text(of.buyer)],
    [facts.seller, text(of.seller)],
    [facts.paidAt, <Time key="paid" at={of.paidAt} />],
    [facts.begunAt, of.begunAt && <Time key="begun" at={of.begunAt} />],
    [facts.doneAt, of.doneAt && <Time key="done" at={of.doneAt} />],
  ]
  return (
    <dl className="kv">
      {rows.map(
        ([name, value]) =>
          value && (
            <div key={name} className="report__fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

/** Each delivery, re-check and acceptance: when, and by whom. */
function ReportSteps({ of }: { readonly of: Accepted }) {
  const describe = useDescribe(of)
  const rows = of.timeline
    .map(readOrderFact)
    .toSorted((one, other) => one.sequence - other.sequence)
    .flatMap((fact) => {
      const said = describe(fact)
      return said ? [{ ...said, fact }] : []
    })
  return (
    <table className="table">
      <tbody>
        {rows.map(({ fact, what, part, who }) => (
          <tr key={fact.sequence}>
            <td>
              <Time at={fact.at} />
            </td>
            <td>{part === undefined ? what : `${what} · ${part}`}</td>
            <td>{who}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function useDescribe({ buyer, seller }: Accepted) {
  const { report, turns } = supervisionTexts.use()
  const text = useText()
  return (fact: OrderFact): { what: string; who: string; part?: string | undefined } | undefined => {
    switch (fact.kind) {
      case 'delivery.made':
        return { what: report.made, who: fact.who ?? text(seller), part: fact.data.milestone }
      case 'delivery.rechecked':
        return { what: report.rechecked, who: fact.who ?? turns.operator }
      case 'delivery.accepted': {
        const { by, milestone } = fact.data
        if (by === 'system') return { what: report.bySystem, who: '' }
        if (by === 'operator') return { what: report.byOperator, who: fact.who ?? turns.operator }
        return { what: report.accepted, who: fact.who ?? text(buyer), part: milestone }
      }
      default:
        return undefined
    }
  }
}
