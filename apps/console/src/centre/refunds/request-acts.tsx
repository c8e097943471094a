import type { RefundRequest } from '@loggia/protocol/console'
import { Button } from '@loggia/ui'
import { useState } from 'react'
import type { ComponentType } from 'react'
import { useMayAsk } from '../rights/rights.ts'
import {
  ApproveDialog,
  ReceiveGoodsDialog,
  RefuseGoodsDialog,
  RejectDialog,
  SendGoodsDialog,
  WithdrawRequestDialog,
} from './request-dialogs.tsx'
import type { RequestProps } from './request-dialogs.tsx'
import { refundTexts } from './texts.ts'

const dialogs = {
  reject: RejectDialog,
  approve: ApproveDialog,
  refuse: RefuseGoodsDialog,
  receive: ReceiveGoodsDialog,
  withdraw: WithdrawRequestDialog,
  send: SendGoodsDialog,
} as const satisfies Readonly<Record<string, ComponentType<RequestProps>>>
type DialogName = keyof typeof dialogs

/** The buttons of each act, the main one last. */
const buttonsOf = {
  decide: ['reject', 'approve'],
  receive_goods: ['refuse', 'receive'],
  withdraw: ['withdraw'],
  send_goods: ['send'],
} as const satisfies Readonly<Record<RefundRequest['acts'][number], readonly DialogName[]>>
const isMain = new Set<DialogName>(['approve', 'receive', 'send'])
/** In the order of the buttons. */
const order = ['withdraw', 'send_goods', 'decide', 'receive_goods'] as const

/** What the reader may do with a request. */
export function RequestActs({ of }: { readonly of: RefundRequest }) {
  const texts = refundTexts.use()
  const mayBuy = useMayAsk('POST /api/buyer/refund-requests/:refundRequestId/withdrawal', 'purchase')
  const maySell = useMayAsk('POST /api/seller/refund-requests/:refundRequestId/decision', 'orders:write')
  const [open, setOpen] = useState<DialogName>()
  const acts = order.filter((act) => of.acts.includes(act))
  const may = acts.some((act) => act === 'decide' || act === 'receive_goods') ? maySell : mayBuy
  // An act that has become impossible meanwhile keeps its dialog, which says why it is refused.
  if (!open && (acts.length === 0 || !may)) return null
  const Opened = open && dialogs[open]
  return (
    <>
      {acts
        .flatMap((act): readonly DialogName[] => buttonsOf[act])
        .map((name) => (
          <Button
            key={name}
            variant={isMain.has(name) ? 'primary' : 'outlined'}
            onClick={() => setOpen(name)}
          >
            {texts[name].act}
          </Button>
        ))}
      {Opened && <Opened of={of} onClose={() => setOpen(undefined)} />}
    </>
  )
}
