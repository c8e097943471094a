import { operatorGrants } from '@loggia/protocol/console/parties/kinds'
import { Link } from '@tanstack/react-router'
import { Icon } from '@loggia/ui'
import { useRead } from '../../centre/api.ts'
import { useMayAsk, useMayOpen } from '../../centre/rights/rights.ts'
import { overviewTexts } from './texts.ts'

/** Whether no bank account is published. `isKnown`: it is answered, or will not be. */
export function useTransferDetails() {
  const enabled = useMayAsk('GET /api/operator/transfer-details', operatorGrants)
  const { data, isFetched } = useRead('GET /api/operator/transfer-details', {}, { enabled })
  return { isKnown: isFetched || !enabled, isMissing: data !== undefined && !data.account }
}

/** That buyers do not see where to pay to. */
export function TransferNotice() {
  const texts = overviewTexts.use().transfer
  const mayOpen = useMayOpen()
  const { isMissing } = useTransferDetails()
  if (!isMissing) return null
  return (
    <div className="note note--warn" role="status">
      <Icon name="bank" />
      <p className="grow">{texts.missing}</p>
      {mayOpen('/operator/settings') && (
        <Link className="link" to="/operator/settings">
          {texts.see}
        </Link>
      )}
    </div>
  )
}
