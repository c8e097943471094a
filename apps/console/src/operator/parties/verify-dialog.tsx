import { verifications } from '@loggia/protocol/console/parties/kinds'
import type { OperatorBuyer, Verification } from '@loggia/protocol/console'
import { useChange } from '../../centre/api.ts'
import { partiesTexts } from './texts.ts'
import { VerificationState } from './party-parts.tsx'
import { StandingDialog, ofStanding } from './standing-dialog.tsx'

type Props = { readonly buyer: Pick<OperatorBuyer, 'id' | 'name' | 'verification'>; onClose(): void }

/** R4: corrects the verification of a buyer, with a reason. */
export function VerifyDialog({ buyer, onClose }: Props) {
  const names = partiesTexts.use().verification
  const change = useChange('PUT /api/operator/buyers/:buyerId/verification', ofStanding)
  return (
    <StandingDialog<Verification>
      of="verify"
      buyer={buyer}
      now={<VerificationState of={buyer.verification} />}
      others={verifications.filter((name) => name !== buyer.verification)}
      nameOf={(level) => names[level]}
      actNameOf={(level) => names[level]}
      change={change}
      onSave={({ value, reason }, options) =>
        change.mutate({ params: { buyerId: buyer.id }, body: { verification: value, reason } }, options)
      }
      onClose={onClose}
    />
  )
}
