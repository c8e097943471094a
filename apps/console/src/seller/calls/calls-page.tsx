import { useSellerStanding } from '../../centre/calls/call-area.ts'
import { formatCounted } from '../../centre/parts/counted.ts'
import { CallsPage as AnyCallsPage } from '../../centre/calls/calls-page.tsx'
import { callTexts } from '../../centre/calls/texts.ts'
import { CallFigures } from './call-figures.tsx'
import { ParkedBand } from '../overview/parked-band.tsx'

/** The calls to the seller's servers (R250), with the number of open failures, and whether the seller is parked. */
export function CallsPage() {
  const texts = callTexts.use()
  const standing = useSellerStanding().data
  const open = standing?.openFailures ?? 0
  return (
    <AnyCallsPage
      area="seller"
      state={open > 0 && <span className="tag tag--bad">{texts.openFailures(formatCounted(open))}</span>}
      band={
        <>
          {standing && standing.breaker !== 'closed' && <ParkedBand standing={standing} />}
          <CallFigures />
        </>
      }
    />
  )
}
