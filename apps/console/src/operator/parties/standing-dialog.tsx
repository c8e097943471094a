import type { OperatorBuyer } from '@loggia/protocol/console'
import { useText, useToast } from '@loggia/ui'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { SelectField } from '../../centre/parts/fields.tsx'
import { partiesTexts } from './texts.ts'
import { useReason } from '../../centre/parts/reason.tsx'

/** The routes to read again after such a change. */
export const ofStanding = [
  'GET /api/operator/buyers',
  'GET /api/operator/buyers/:buyerId',
  'GET /api/operator/history',
] as const

/** Sets a property of a buyer to another of its few values, with a reason. */
export function StandingDialog<T extends string>(props: {
  readonly of: 'verify' | 'setLevel'
  readonly buyer: Pick<OperatorBuyer, 'name'>
  readonly now: ReactNode
  readonly others: readonly T[]
  readonly nameOf: (value: T) => string
  readonly actNameOf: (value: T) => string
  readonly change: { readonly isPending: boolean; readonly error: Error | null }
  onSave(to: { readonly value: T; readonly reason: string }, options: { onSuccess(): void }): void
  onClose(): void
}) {
  const { others } = props
  const texts = partiesTexts.use()[props.of]
  const text = useText()
  const toast = useToast()
  const reason = useReason(texts)
  const [value, setValue] = useState(others[0] as T)
  const onAct = () => {
    reason.check()
    if (!reason.isRight) return
    props.onSave(
      { value, reason: reason.given },
      {
        onSuccess() {
          toast.success(texts.done)
          props.onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog
      texts={texts}
      act={texts.act(props.actNameOf(value))}
      change={props.change}
      onClose={props.onClose}
      onAct={onAct}
    >
      <p>
        <b className="strong">{text(props.buyer.name)}</b>
      </p>
      <p className="t13 dim">{texts.text}</p>
      <dl className="lines t13">
        <div>
          <dt>{texts.now}</dt>
          <dd>{props.now}</dd>
        </div>
      </dl>
      <SelectField
        label={texts.level}
        value={value}
        onChange={(event) => setValue(others.find((one) => one === event.target.value) ?? value)}
      >
        {others.map((one) => (
          <option key={one} value={one}>
            {props.nameOf(one)}
          </option>
        ))}
      </SelectField>
      {reason.field}
    </DecisionDialog>
  )
}
