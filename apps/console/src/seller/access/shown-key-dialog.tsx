import { Button, Icon } from '@loggia/ui'
import type { ReactNode } from 'react'
import { Dialog } from '../../centre/parts/dialog.tsx'

type ShownKeyTexts = { readonly title: string; readonly warning: string; readonly saved: string }

/** Shows a new key once; it closes only by the button that confirms that the key was saved. */
export function ShownKeyDialog(props: {
  readonly texts: ShownKeyTexts
  readonly children: ReactNode
  onClose(): void
}) {
  const { texts } = props
  return (
    <Dialog
      title={texts.title}
      foot={
        <Button data-keeps onClick={props.onClose}>
          {texts.saved}
        </Button>
      }
    >
      <div className="note note--warn">
        <Icon name="alert" />
        <p>{texts.warning}</p>
      </div>
      {props.children}
    </Dialog>
  )
}
