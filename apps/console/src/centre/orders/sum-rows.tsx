import { formatUnitAmount } from '@loggia/ui'
import type { SumLine } from './line-sum.ts'

/** The arithmetic of an amount as rows of a list, after the name of what is bought if there are several. */
export function SumRows(props: {
  readonly name?: string | undefined
  readonly lines: readonly SumLine[]
  /** For money that goes back. */
  readonly isNegative?: boolean
}) {
  return props.lines.map(({ text, amount }, at) => (
    <div key={text}>
      <dt>
        {at === 0 && props.name !== undefined && <b>{props.name} </b>}
        <span className="num">{text}</span>
      </dt>
      <dd>
        {props.isNegative && '−'}
        {formatUnitAmount(amount)}
      </dd>
    </div>
  ))
}
