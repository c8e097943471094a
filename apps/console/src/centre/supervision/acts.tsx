import type { Supervision } from '@loggia/protocol/console'
import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import { Button } from '@loggia/ui'
import { useState } from 'react'
import type { Area } from '../frame.ts'
import { licenseTexts } from '../licenses/texts.ts'
import type { DialogAct } from './act-dialogs.tsx'
import { actTexts } from './act-texts.ts'
import { ActDialog } from './later.ts'
import { operatorActTexts } from './operator-act-texts.ts'
import { useMayAct } from './use-may-act.ts'

/** Those of the next step; the first of them leads on. */
const stepActs = [
  'confirm_demand',
  'reject_demand',
  'submit_design',
  'confirm_design',
  'reject_design',
  'deliver',
  'pass_recheck',
  'fail_recheck',
  'accept',
  'reject',
  'decide_appeal',
  'report_receipt',
  'withdraw_appeal',
] as const satisfies readonly DialogAct[]
/** Those that are possible at any step. */
const otherActs = ['appeal', 'mark_recheck', 'refund'] as const satisfies readonly DialogAct[]

const leading: ReadonlySet<DialogAct> = new Set([
  'confirm_demand',
  'submit_design',
  'confirm_design',
  'deliver',
  'pass_recheck',
  'accept',
  'decide_appeal',
])

type OfArea = { readonly area: Area; readonly of: Supervision }

/** The buttons of the next step, at the foot of its card. */
export const StepActs = ({ area, of }: OfArea) => (
  <Acts area={area} of={of} among={stepActs} className="card__foot card__foot--acts" />
)
/** The buttons of the head of the page. */
export const OtherActs = ({ area, of }: OfArea) => <Acts area={area} of={of} among={otherActs} />

function Acts({
  area,
  of,
  among,
  className,
}: OfArea & {
  readonly among: readonly DialogAct[]
  /** The class of the frame around the buttons, if they have one. */
  readonly className?: string
}) {
  const names = useActNames(of)
  const mayAct = useMayAct(area)
  const [open, setOpen] = useState<DialogAct>()
  const shown = among.filter((act) => of.acts.includes(act))
  if (!mayAct) return null
  const buttons = shown.map((act) => (
    <Button key={act} variant={leading.has(act) ? 'primary' : 'outlined'} onClick={() => setOpen(act)}>
      {names[act]}
    </Button>
  ))
  return (
    <>
      {className !== undefined && shown.length > 0 ? <div className={className}>{buttons}</div> : buttons}
      {/* An act that has become impossible meanwhile keeps its dialog, which says why it is refused. */}
      {open && <ActDialog act={open} area={area} of={of} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function useActNames(of: Supervision): Readonly<Record<DialogAct, string>> {
  const texts = actTexts.use()
  const operator = operatorActTexts.use()
  const { handOver } = licenseTexts.use()
  const way = findLicenseWay(of.flow)
  return {
    confirm_demand: texts.confirmDemand.act,
    reject_demand: texts.rejectDemand.act,
    submit_design: texts.design.act,
    confirm_design: texts.confirmDesign.act,
    reject_design: texts.rejectDesign.act,
    deliver: way ? handOver.acts[way] : texts.deliver.act,
    pass_recheck: operator.passRecheck.act,
    fail_recheck: operator.failRecheck.act,
    accept: texts.accept.act,
    reject: texts.reject.act,
    appeal: texts.appeal.act,
    withdraw_appeal: texts.withdraw.act,
    decide_appeal: operator.decide.act,
    mark_recheck: of.needsRecheck ? operator.unmark.act : operator.mark.act,
    report_receipt: operator.receipt.act,
    refund: operator.refund.act,
  }
}
