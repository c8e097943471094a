import { Icon } from '@loggia/ui'
import { useSyncExternalStore } from 'react'
import { shellTexts } from './texts.ts'

/** Says at once that there is no connection, because requests then wait without failing. */
export function OfflineNote() {
  const texts = shellTexts.use()
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  )
  return (
    <div className="cm__offline" role="status">
      {!isOnline && (
        <p className="note note--warn">
          <Icon name="alert" />
          {texts.offline}
        </p>
      )}
    </div>
  )
}

function subscribe(onChange: () => void): () => void {
  addEventListener('online', onChange)
  addEventListener('offline', onChange)
  return () => {
    removeEventListener('online', onChange)
    removeEventListener('offline', onChange)
  }
}
