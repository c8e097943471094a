import { Button, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../api.ts'
import { useRefusalToast } from '../parts/dialog.tsx'
import { useMayAsk } from '../rights/rights.ts'
import { ConfirmDialog, ReasonDialog } from '../supervision/act-dialogs.tsx'
import { staleTickets } from './stale.ts'
import type { TicketOf } from './ticket-state.tsx'
import { ticketTexts } from './texts.ts'

/** What the reader may do with a ticket besides writing. */
export function TicketActs({ area, of }: TicketOf) {
  return area === 'buyer' ? <BuyerActs of={of} /> : <TakeButton area={area} of={of} />
}

function BuyerActs({ of }: Pick<TicketOf, 'of'>) {
  const texts = ticketTexts.use()
  const [open, setOpen] = useState<'close' | 'raise'>()
  const isSolved = of.state === 'waiting_confirmation'
  const shut = () => setOpen(undefined)
  return (
    <>
      {of.acts.includes('raise') && (
        <Button variant="outlined" onClick={() => setOpen('raise')}>
          {texts.raise.act}
        </Button>
      )}
      {of.acts.includes('close') && (
        <Button variant={isSolved ? 'primary' : 'outlined'} onClick={() => setOpen('close')}>
          {isSolved ? texts.close.confirm : texts.close.act}
        </Button>
      )}
      {open === 'close' && <CloseDialog of={of} onClose={shut} />}
      {open === 'raise' && <RaiseDialog of={of} onClose={shut} />}
    </>
  )
}

type DialogOf = Pick<TicketOf, 'of'> & { onClose(): void }

function CloseDialog({ of, onClose }: DialogOf) {
  const { text, confirm, ...texts } = ticketTexts.use().close
  const change = useChange('POST /api/buyer/tickets/:ticketId/closing', staleTickets)
  const act = of.state === 'waiting_confirmation' ? confirm : texts.act
  return (
    <ConfirmDialog
      texts={{ ...texts, act }}
      change={change}
      onClose={onClose}
      onSend={(then) => change.mutate({ params: { ticketId: of.id } }, then)}
    >
      {text}
    </ConfirmDialog>
  )
}

function RaiseDialog({ of, onClose }: DialogOf) {
  const texts = ticketTexts.use().raise
  const change = useChange('POST /api/buyer/tickets/:ticketId/escalation', staleTickets)
  return (
    <ReasonDialog
      texts={texts}
      act={texts.act}
      change={change}
      onClose={onClose}
      onSend={(text, then, idempotencyKey) =>
        change.mutate({ params: { ticketId: of.id }, body: { text }, idempotencyKey }, then)
      }
    >
      {texts.text}
    </ReasonDialog>
  )
}

/** Says that somebody works on it. */
function TakeButton({ area, of }: TicketOf) {
  const { take } = ticketTexts.use()
  const toast = useToast()
  const refuse = useRefusalToast()
  const key: 'POST /api/seller/tickets/:ticketId/start' = `POST /api/${area}/tickets/:ticketId/start` as never
  const change = useChange(key, staleTickets)
  const may = useMayAsk(key, area === 'seller' ? 'orders:write' : ('appeals' as never))
  if (!may || !of.acts.includes('take')) return null
  return (
    <Button
      variant="outlined"
      disabled={change.isPending}
      onClick={() =>
        change.mutate(
          { params: { ticketId: of.id } },
          { onSuccess: () => toast.success(take.done), onError: refuse },
        )
      }
    >
      {take.act}
    </Button>
  )
}
