import type { Key } from '@loggia/protocol/console'
import { CopyText } from '@loggia/ui'
import { accessTexts } from '../../centre/access/texts.ts'
import { stateTexts } from '../../centre/parts/state-texts.ts'
import { ShownKeyDialog } from './shown-key-dialog.tsx'

/** Shows the key once; it closes only by the button that confirms that it was saved. */
export function ShownDialog({
  made,
  onClose,
}: {
  readonly made: Key & { readonly accessKey: string }
  onClose(): void
}) {
  const texts = accessTexts.use().keys.shown
  const names = stateTexts.use().interfaceClass
  return (
    <ShownKeyDialog texts={texts} onClose={onClose}>
      <dl className="lines t13">
        <div>
          <dt>{texts.class}</dt>
          <dd>{names[made.interfaceClass]}</dd>
        </div>
      </dl>
      <div className="keyshown">
        <CopyText value={made.accessKey} label={texts.key} />
      </div>
    </ShownKeyDialog>
  )
}
