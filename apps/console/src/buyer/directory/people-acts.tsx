import type { ClientInput } from '@loggia/client'
import type { PersonAct } from '@loggia/protocol/console'
import { formatCount, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange, useIdempotencyKey } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { DepartmentField } from './department-field.tsx'
import { GroupField } from './group-field.tsx'
import { peopleTexts } from './people-texts.ts'
import { staleDirectory } from './stale.ts'

const key = 'POST /api/buyer/enterprises/:enterpriseId/people-acts'
type Body = ClientInput<typeof key>['body']
/** These people, or everybody whom a filter finds. */
export type ActedOn = Body['of']

/** One act for several people, or for one. */
export function PeopleActDialog(props: {
  readonly enterpriseId: string
  readonly act: PersonAct
  readonly of: ActedOn
  /** How the dialog calls them. */
  readonly who: string
  onDone?(): void
  onClose(): void
}) {
  const { enterpriseId, act, of, who, onClose } = props
  const all = peopleTexts.use().acts
  const texts = all[act]
  const toast = useToast()
  const idempotencyKey = useIdempotencyKey()
  const [target, setTarget] = useState<string>()
  const [isChecked, setChecked] = useState(false)
  const change = useChange(key, staleDirectory)
  const onAct = () => {
    setChecked(true)
    const body = createBody(act, of, target)
    if (!body) return
    change.mutate(
      { params: { enterpriseId }, body, idempotencyKey },
      {
        onSuccess: ({ changed, unchanged }) => {
          toast.success(all.done(formatCount(changed), changed, formatCount(unchanged), unchanged))
          onClose()
          props.onDone?.()
        },
      },
    )
  }
  const field = 'field' in texts && {
    enterpriseId,
    label: texts.field,
    error: isChecked && target === undefined ? texts.missing : undefined,
    value: target,
  }
  return (
    <DecisionDialog
      danger={act === 'leave'}
      texts={{ title: texts.title(who), keep: all.keep, busy: texts.busy }}
      act={typeof texts.do === 'string' ? texts.do : texts.do(who)}
      change={change}
      onClose={onClose}
      onAct={onAct}
    >
      <p className="t13 dim">{texts.text}</p>
      {'filter' in of && <p className="note">{all.ofFilter}</p>}
      {field && act === 'move' && (
        <DepartmentField {...field} name="departmentId" onChange={(id) => setTarget(id ?? undefined)} />
      )}
      {field && act !== 'move' && <GroupField {...field} name="groupId" onChange={setTarget} />}
    </DecisionDialog>
  )
}

/** Undefined if a department or a group is still to be chosen. */
function createBody(act: PersonAct, of: ActedOn, target: string | undefined): Body | undefined {
  if (act === 'disable' || act === 'enable' || act === 'leave') return { act, of }
  if (target === undefined) return undefined
  return act === 'move' ? { act, of, departmentId: target } : { act, of, groupId: target }
}
