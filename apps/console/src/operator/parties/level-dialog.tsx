import type { CustomerLevel, OperatorBuyer } from '@loggia/protocol/console'
import { useText } from '@loggia/ui'
import { App } from 'antd'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { SelectField } from '../../centre/parts/fields.tsx'
import { partiesTexts } from '../../centre/text/parties.ts'
import { useReason } from '../reason.tsx'
import { levels } from './party-search.ts'

type Props = { readonly buyer: Pick<OperatorBuyer, 'id' | 'name' | 'level'>; onClose(): void }

/** R113: sets how long the services of a buyer go on and are kept after they expire, with a reason. */
export function LevelDialog({ buyer, onClose }: Props) {
  const all = partiesTexts.use()
  const texts = all.setLevel
  const text = useText()
  const { message } = App.useApp()
  const reason = useReason(texts)
  const others = levels.filter((name) => name !== buyer.level)
  const [level, setLevel] = useState<CustomerLevel>(others[0] ?? 'V0')
  const change = useChange('PUT /api/operator/buyers/:buyerId/level', [
    'GET /api/operator/buyers',
    'GET /api/operator/buyers/:buyerId',
    'GET /api/operator/history',
  ])
  const act = () => {
    reason.check()
    if (!reason.isRight) return
    change.mutate(
      { params: { buyerId: buyer.id }, body: { level, reason: reason.given } },
      {
        onSuccess: () => {
          void message.success(texts.done)
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog texts={texts} act={texts.act(level)} change={change} onClose={onClose} onAct={act}>
      <p>
        <b className="strong">{text(buyer.name)}</b>
      </p>
      <p className="t13 dim">{texts.text}</p>
      <dl className="lines t13">
        <div>
          <dt>{texts.now}</dt>
          <dd>{all.levels[buyer.level]}</dd>
        </div>
      </dl>
      <SelectField
        label={texts.level}
        value={level}
        onChange={(event) => setLevel(others.find((name) => name === event.target.value) ?? level)}
      >
        {others.map((name) => (
          <option key={name} value={name}>
            {all.levels[name]}
          </option>
        ))}
      </SelectField>
      {reason.field}
    </DecisionDialog>
  )
}
