import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import type { ReactNode } from 'react'
import type { Area } from '../frame.ts'
import { HandOverDialog } from '../licenses/hand-over-dialog.tsx'
import type { ActProps, DialogAct } from './act-dialogs.tsx'
import { AppealDialog, WithdrawDialog } from './appeal-acts.tsx'
import { AcceptDialog, ConfirmDesignDialog, RejectDesignDialog, RejectDialog } from './buyer-acts.tsx'
import {
  DecideDialog,
  FailRecheckDialog,
  MarkDialog,
  PassRecheckDialog,
  ReceiptDialog,
  RefundDialog,
} from './operator-acts.tsx'
import { ConfirmDemandDialog, DeliverDialog, DesignDialog, RejectDemandDialog } from './seller-acts.tsx'

const dialogs: Readonly<
  Record<Exclude<DialogAct, 'appeal' | 'withdraw_appeal'>, (props: ActProps) => ReactNode>
> = {
  confirm_demand: ConfirmDemandDialog,
  reject_demand: RejectDemandDialog,
  submit_design: DesignDialog,
  confirm_design: ConfirmDesignDialog,
  reject_design: RejectDesignDialog,
  deliver: DeliverDialog,
  pass_recheck: PassRecheckDialog,
  fail_recheck: FailRecheckDialog,
  accept: AcceptDialog,
  reject: RejectDialog,
  decide_appeal: DecideDialog,
  mark_recheck: MarkDialog,
  report_receipt: ReceiptDialog,
  refund: RefundDialog,
}

/** The dialog of an act. */
export function ActDialog({
  act,
  area,
  ...props
}: ActProps & { readonly act: DialogAct; readonly area: Area }) {
  const side = area === 'seller' ? 'seller' : 'buyer'
  if (act === 'appeal') return <AppealDialog {...props} side={side} />
  if (act === 'withdraw_appeal') return <WithdrawDialog {...props} side={side} />
  const way = act === 'deliver' ? findLicenseWay(props.of.flow) : undefined
  if (way) return <HandOverDialog {...props} way={way} />
  const Dialog = dialogs[act]
  return <Dialog {...props} />
}
