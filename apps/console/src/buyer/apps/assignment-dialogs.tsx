import type { AppRole } from '@loggia/protocol/console/apps/kinds'
import { formatCount, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange, useIdempotencyKey } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { assignmentTexts } from './assignment-texts.ts'
import { RoleField } from './role-field.tsx'
import { useWho } from './selecting.ts'
import type { Selection } from './selecting.ts'
import { staleApps } from './stale.ts'
import { WhoField } from './who-field.tsx'

type OfApp = { readonly connectedAppId: string; onClose(): void }
type OfCompany = OfApp & { readonly enterpriseId: string }
type Ended = { readonly done: (count: string, changed: number) => string; readonly onDone: () => void }

/** What follows an act: how many it was for, and the end of the dialog. */
function useChanged({ done, onDone }: Ended) {
  const toast = useToast()
  return {
    onSuccess: ({ changed }: { readonly changed: number }) => {
      toast.success(done(formatCount(changed), changed))
      onDone()
    },
  }
}

function useAssign({ connectedAppId }: Pick<OfApp, 'connectedAppId'>, ended: Ended) {
  const idempotencyKey = useIdempotencyKey()
  const change = useChange('POST /api/buyer/connected-apps/:connectedAppId/assignments', staleApps)
  const changed = useChanged(ended)
  const assign = (people: Selection, role: AppRole) =>
    change.mutate({ params: { connectedAppId }, body: { people, role }, idempotencyKey }, changed)
  return { change, assign }
}

function useWithdraw({ connectedAppId }: Pick<OfApp, 'connectedAppId'>, ended: Ended) {
  const idempotencyKey = useIdempotencyKey()
  const change = useChange('POST /api/buyer/connected-apps/:connectedAppId/withdrawals', staleApps)
  const changed = useChanged(ended)
  const withdraw = (people: Selection) =>
    change.mutate({ params: { connectedAppId }, body: { people }, idempotencyKey }, changed)
  return { change, withdraw }
}

/** Assigns an app to people, or to those of a department or a group. */
export function AssignDialog({ enterpriseId, onClose, ...of }: OfCompany) {
  const texts = assignmentTexts.use().assign
  const who = useWho(['people', 'department', 'group', 'all'])
  const [role, setRole] = useState<AppRole>('user')
  const [isChecked, setChecked] = useState(false)
  const { change, assign } = useAssign(of, { done: texts.done, onDone: onClose })
  const onAct = () => {
    setChecked(true)
    if (who.selection) assign(who.selection, role)
  }
  return (
    <DecisionDialog texts={texts} act={texts.do} change={change} onClose={onClose} onAct={onAct}>
      <WhoField enterpriseId={enterpriseId} of={who} isChecked={isChecked} />
      <RoleField value={role} onChange={setRole} />
      <p className="t12 faint">{texts.note}</p>
    </DecisionDialog>
  )
}

/** Withdraws an app from those of a department or a group, or from everybody. */
export function WithdrawDialog({ enterpriseId, onClose, ...of }: OfCompany) {
  const texts = assignmentTexts.use().withdraw
  const who = useWho(['department', 'group', 'all'])
  const [isChecked, setChecked] = useState(false)
  const { change, withdraw } = useWithdraw(of, { done: texts.done, onDone: onClose })
  const onAct = () => {
    setChecked(true)
    if (who.selection) withdraw(who.selection)
  }
  return (
    <DecisionDialog danger texts={texts} act={texts.do} change={change} onClose={onClose} onAct={onAct}>
      <WhoField enterpriseId={enterpriseId} of={who} isChecked={isChecked} />
      <p className="t13 dim">{texts.text}</p>
    </DecisionDialog>
  )
}

type OfSelected = OfApp & { readonly ids: readonly string[]; onDone(): void }

export function ChangeRoleDialog({ ids, onClose, onDone, ...of }: OfSelected) {
  const texts = assignmentTexts.use().role
  const [role, setRole] = useState<AppRole>('user')
  const close = () => {
    onClose()
    onDone()
  }
  const { change, assign } = useAssign(of, { done: texts.done, onDone: close })
  return (
    <DecisionDialog
      texts={{ ...texts, title: texts.title(formatCount(ids.length), ids.length) }}
      act={texts.do}
      change={change}
      onClose={onClose}
      onAct={() => assign({ ids: [...ids] }, role)}
    >
      <RoleField value={role} onChange={setRole} />
    </DecisionDialog>
  )
}

export function WithdrawSelectedDialog({ ids, onClose, onDone, ...of }: OfSelected) {
  const texts = assignmentTexts.use().withdraw
  const close = () => {
    onClose()
    onDone()
  }
  const { change, withdraw } = useWithdraw(of, { done: texts.done, onDone: close })
  return (
    <DecisionDialog
      danger
      texts={{ ...texts, title: texts.titleOf(formatCount(ids.length), ids.length) }}
      act={texts.do}
      change={change}
      onClose={onClose}
      onAct={() => withdraw({ ids: [...ids] })}
    >
      <p className="t13 dim">{texts.text}</p>
    </DecisionDialog>
  )
}
