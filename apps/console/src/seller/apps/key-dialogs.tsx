import type { AppCredential } from '@loggia/protocol/console'
import { CopyText } from '@loggia/ui'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { ShownKeyDialog } from '../access/shown-key-dialog.tsx'
import { staleCredentials } from './stale.ts'
import { credentialTexts } from './texts.ts'
import '../../centre/parts/dialogs.css'

type OfKey = { readonly of: Pick<AppCredential, 'id' | 'appId' | 'name'>; onClose(): void }

/** Shows the app id and the app key, the key only once; it closes only by the button that confirms that it was saved. */
export function AppKeyDialog({ of, appKey, onClose }: OfKey & { readonly appKey: string }) {
  const texts = credentialTexts.use().shown
  return (
    <ShownKeyDialog texts={texts} onClose={onClose}>
      <p className="t13 dim">{texts.appId}</p>
      <div className="keyshown">
        <CopyText value={of.appId} label={texts.appId} />
      </div>
      <p className="t13 dim">{texts.appKey}</p>
      <div className="keyshown">
        <CopyText value={appKey} label={texts.appKey} />
      </div>
    </ShownKeyDialog>
  )
}

/** The former key ends at once. */
export function ReplaceKeyDialog({ of, onClose }: OfKey) {
  const texts = credentialTexts.use().replace
  const replace = useChange('POST /api/seller/app-credentials/:appCredentialId/key', staleCredentials)
  if (replace.data) return <AppKeyDialog of={of} appKey={replace.data.appKey} onClose={onClose} />
  return (
    <DecisionDialog
      danger
      texts={texts}
      act={texts.act}
      change={replace}
      onClose={onClose}
      onAct={() => replace.mutate({ params: { appCredentialId: of.id } })}
    >
      <p>
        <b className="strong">{of.name}</b> <span className="mono faint">{of.appId}</span>
      </p>
      <p className="t13 dim">{texts.text}</p>
    </DecisionDialog>
  )
}
