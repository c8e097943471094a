import { useToast } from '@loggia/ui'
import type { ReactNode } from 'react'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'

/** Confirms that a key is deleted for good; `children` says which one. */
export function RemoveKeyDialog(props: {
  readonly texts: {
    readonly title: string
    readonly text: string
    readonly confirm: string
    readonly busy: string
    readonly done: string
    readonly keep: string
  }
  readonly change: { readonly isPending: boolean; readonly error: Error | null }
  readonly children: ReactNode
  onRemove(then: { readonly onSuccess: () => void }): void
  onClose(): void
}) {
  const { texts, onClose } = props
  const toast = useToast()
  const onSuccess = (): void => {
    toast.success(texts.done)
    onClose()
  }
  return (
    <DecisionDialog
      texts={texts}
      act={texts.confirm}
      change={props.change}
      danger
      onClose={onClose}
      onAct={() => props.onRemove({ onSuccess })}
    >
      {props.children}
      <p className="t13 dim">{texts.text}</p>
    </DecisionDialog>
  )
}
