import type { OperatorAddress } from '@loggia/protocol/console'
import { useText } from '@loggia/ui'
import { useChange } from '../../centre/api.ts'
import { accessTexts } from '../../centre/access/texts.ts'
import { DecisionDialog } from '../reviews/decision-dialog.tsx'

export type AddressChoice = { readonly approve: boolean; readonly address: OperatorAddress }

/** Approves an address, or rejects it with a reason for the seller. */
export function AddressDecision({
  of,
  onDone,
  onClose,
}: {
  readonly of: AddressChoice
  onDone(): void
  onClose(): void
}) {
  const texts = accessTexts.use().review
  const text = useText()
  const decide = useChange('POST /api/operator/addresses/:addressId/decision', [
    'GET /api/operator/addresses',
    'GET /api/operator/overview',
  ])
  return (
    <DecisionDialog
      approve={of.approve}
      texts={texts}
      isPending={decide.isPending}
      error={decide.error}
      onDecide={(body, onSuccess) =>
        decide.mutate(
          { params: { addressId: of.address.id }, body },
          {
            onSuccess: () => {
              onDone()
              onSuccess()
            },
          },
        )
      }
      onClose={onClose}
    >
      <p>
        <span className="mono wrap">{of.address.url}</span>
        <br />
        <span className="t13 faint">{text(of.address.seller.name)}</span>
      </p>
    </DecisionDialog>
  )
}
