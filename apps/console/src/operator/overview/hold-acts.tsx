import type { ToDo } from '@loggia/protocol/console'
import { useText, useToast } from '@loggia/ui'
import { useEffect, useRef, useState } from 'react'
import { useChange, useRead } from '../../centre/api.ts'
import { DecisionDialog, useRefusalToast } from '../../centre/parts/dialog.tsx'
import { SelectField } from '../../centre/parts/fields.tsx'
import { toDoTexts } from './to-do-texts.ts'

export const staleHolds = ['GET /api/operator/to-do', 'GET /api/operator/queues'] as const

type Of = { readonly of: ToDo }

/** Who works on it and who handed it over to that operator, in amber if nobody works on it. */
export function Holder({ of: { holder, handedBy } }: Of) {
  const { handedOver, queues } = toDoTexts.use()
  if (!holder) return <span className="c-warn">{queues.nobody}</span>
  return (
    <div>
      {holder.name}
      {handedBy && <p className="below nowrap">{handedOver.by(handedBy.name)}</p>}
    </div>
  )
}

/** Takes it up, hands it back, or hands it over. */
export function HoldActs({ of }: Of) {
  const texts = toDoTexts.use().hold
  const text = useText()
  const toast = useToast()
  const tellRefusal = useRefusalToast()
  const [isHandingOver, setHandingOver] = useState(false)
  const takeUp = useChange('POST /api/operator/to-do/:kind/:id/taking-up', staleHolds)
  const handBack = useChange('POST /api/operator/to-do/:kind/:id/handing-back', staleHolds)
  const params = { kind: of.kind, id: of.id }
  const { group, expectFocus } = useFocusAfterwards(of.acts)
  const whenDone = (told: string) => ({
    onSuccess: () => {
      expectFocus()
      toast.success(told)
    },
    onError: tellRefusal,
  })
  const acts = {
    take_up: () => takeUp.mutate({ params }, whenDone(texts.taken)),
    hand_back: () => handBack.mutate({ params }, whenDone(texts.handedBack)),
    hand_over: () => setHandingOver(true),
  }
  if (of.acts.length === 0) return <span className="faint">–</span>
  return (
    <div className="acts" ref={group}>
      {of.acts.map((act) => (
        <button
          key={act}
          type="button"
          className="link"
          disabled={takeUp.isPending || handBack.isPending}
          aria-label={texts.of(texts.acts[act], text(of.name))}
          onClick={acts[act]}
        >
          {texts.acts[act]}
        </button>
      ))}
      {isHandingOver && <HandOverDialog of={of} onClose={() => setHandingOver(false)} />}
    </div>
  )
}

/**
 * What was pressed goes when other acts are possible: then the first of them has the focus. If the whole row goes, the
 * page has it, so that no reader of the keyboard begins at the top again.
 */
function useFocusAfterwards(acts: ToDo['acts']) {
  const group = useRef<HTMLDivElement>(null)
  const isExpected = useRef(false)
  useEffect(() => {
    if (isExpected.current) focusIfLost(group.current?.querySelector('button'))
    isExpected.current = false
  }, [acts])
  useEffect(
    () => () => {
      if (isExpected.current) queueMicrotask(() => focusIfLost(document.querySelector<HTMLElement>('main')))
    },
    [],
  )
  return { group, expectFocus: () => void (isExpected.current = true) }
}

function focusIfLost(to: HTMLElement | null | undefined): void {
  if (document.activeElement === document.body) to?.focus()
}

function HandOverDialog({ of, onClose }: Of & { onClose(): void }) {
  const texts = toDoTexts.use().hold
  const { handOver } = texts
  const text = useText()
  const toast = useToast()
  const [to, setTo] = useState('')
  const [isChecked, setChecked] = useState(false)
  const operators = useRead('GET /api/operator/to-do/:kind/operators', { params: { kind: of.kind } }).data
  const others = (operators?.items ?? []).filter(({ id }) => id !== of.holder?.id)
  const change = useChange('POST /api/operator/to-do/:kind/:id/handing-over', staleHolds)
  const send = () => {
    setChecked(true)
    const chosen = others.find(({ id }) => id === to)
    if (!chosen) return
    const onSuccess = () => {
      toast.success(handOver.done(chosen.name))
      onClose()
    }
    change.mutate({ params: { kind: of.kind, id: of.id }, body: { memberId: chosen.id } }, { onSuccess })
  }
  return (
    <DecisionDialog texts={handOver} act={handOver.act} change={change} onClose={onClose} onAct={send}>
      <p>
        <b className="strong">{text(of.name)}</b>
      </p>
      {operators && others.length === 0 ? (
        <p className="t13 dim">{handOver.nobody}</p>
      ) : (
        <SelectField
          name="memberId"
          label={handOver.to}
          error={isChecked && to === '' ? handOver.missing : undefined}
          value={to}
          onChange={(event) => setTo(event.target.value)}
        >
          <option value="">{handOver.choose}</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
    </DecisionDialog>
  )
}
