import type { License, Supervision } from '@loggia/protocol/console'
import { Button } from '@loggia/ui'
import { useState } from 'react'
import { useMayAsk } from '../rights/rights.ts'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { licenseTexts } from './texts.ts'

/** R112: the delivery is accepted, and a license is still owed: after a renewal, or because none was there. */
export function OwedAct({ of, beside }: { readonly of: License; readonly beside: Supervision }) {
  const { acts, owed } = licenseTexts.use().handOver
  const mayAct = useMayAsk('POST /api/seller/supervisions/:supervisionId/license', 'orders:write')
  const [isOpen, setOpen] = useState(false)
  if (!mayAct || beside.stage !== 'done' || !of.acts.includes('deliver')) return null
  return (
    <div className="card__foot card__foot--acts">
      <Button onClick={() => setOpen(true)}>{acts[of.way]}</Button>
      <p className="t13 dim">{of.state === 'waiting' ? owed.first : owed.again}</p>
      {isOpen && <HandOverDialog of={beside} way={of.way} onClose={() => setOpen(false)} />}
    </div>
  )
}
