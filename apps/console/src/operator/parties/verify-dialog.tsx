import type { OperatorBuyer, Verification } from '@loggia/protocol/console'
import { useText } from '@loggia/ui'
import { App } from 'antd'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { SelectField } from '../../centre/parts/fields.tsx'
import { partiesTexts } from '../../centre/text/parties.ts'
import { useReason } from '../reason.tsx'
import { VerificationState } from './party-parts.tsx'
import { verifications } from './party-search.ts'

type Props = { readonly buyer: Pick<OperatorBuyer, 'id' | 'name' | 'verification'>; onClose(): void }

/** R4: corrects what is verified of a buyer, with a reason. */
export function VerifyDialog({ buyer, onClose }: Props) {
  const all = partiesTexts.use()
  const texts = all.verify
  const text = useText()
  const { message } = App.useApp()
  const reason = useReason(texts)
  const others = verifications.filter((name) => name !== buyer.verification)
  const [level, setLevel] = useState<Verification>(others[0] ?? 'none')
  const change = useChange('PUT /api/operator/buyers/:buyerId/verification', [
    'GET /api/operator/buyers',
    'GET /api/operator/buyers/:buyerId',
    'GET /api/operator/history',
  ])
  const act = () => {
    reason.check()
    if (!reason.isRight) return
    change.mutate(
      { params: { buyerId: buyer.id }, body: { verification: level, reason: reason.given } },
      {
        onSuccess: () => {
          void message.success(texts.done)
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog
      texts={texts}
      act={texts.act(all.verification[level])}
      change={change}
      onClose={onClose}
      onAct={act}
    >
      <p>
        <b className="strong">{text(buyer.name)}</b>
      </p>
      <p className="t13 dim">{texts.text}</p>
      <dl className="lines t13">
        <div>
          <dt>{texts.now}</dt>
          <dd>
            <VerificationState of={buyer.verification} />
          </dd>
        </div>
      </dl>
      <SelectField
        label={texts.level}
        value={level}
        onChange={(event) => setLevel(others.find((name) => name === event.target.value) ?? level)}
      >
        {others.map((name) => (
          <option key={name} value={name}>
            {all.verification[name]}
          </option>
        ))}
      </SelectField>
      {reason.field}
    </DecisionDialog>
  )
}
