import { customerLevels } from '@loggia/protocol/console/parties/kinds'
import type { CustomerLevel, OperatorBuyer } from '@loggia/protocol/console'
import { useChange } from '../../centre/api.ts'
import { partiesTexts } from './texts.ts'
import { StandingDialog, ofStanding } from './standing-dialog.tsx'

type Props = { readonly buyer: Pick<OperatorBuyer, 'id' | 'name' | 'level'>; onClose(): void }

/** R113: sets the level of a buyer, which decides how long expired services continue and are kept, with a reason. */
export function LevelDialog({ buyer, onClose }: Props) {
  const names = partiesTexts.use().levels
  const change = useChange('PUT /api/operator/buyers/:buyerId/level', ofStanding)
  return (
    <StandingDialog<CustomerLevel>
      of="setLevel"
      buyer={buyer}
      now={names[buyer.level]}
      others={customerLevels.filter((name) => name !== buyer.level)}
      nameOf={(level) => names[level]}
      actNameOf={(level) => level}
      change={change}
      onSave={({ value, reason }, options) =>
        change.mutate({ params: { buyerId: buyer.id }, body: { level: value, reason } }, options)
      }
      onClose={onClose}
    />
  )
}
