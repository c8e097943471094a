import { createContext, useContext, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon.tsx'

type Kind = 'success' | 'info' | 'error'
type Toast = { readonly id: number; readonly kind: Kind; readonly text: string }
/** Shows a message about what the reader just did, for three seconds. */
export type Toaster = { readonly [kind in Kind]: (text: string) => void }

const shownForMs = 3000
const icons: Record<Kind, IconName> = { success: 'check', info: 'info', error: 'alert' }

const ToasterContext = createContext<Toaster | undefined>(undefined)

/** The toaster of the page; its identity never changes. */
export function useToast(): Toaster {
  const toaster = useContext(ToasterContext)
  if (!toaster) throw new Error('There is no ToastProvider above')
  return toaster
}

/** Shows the toasts of all components below it, on top of the page. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const [{ toaster, remove }] = useState(() => createToaster(setToasts))
  const shown = (isError: boolean) =>
    toasts
      .filter(({ kind }) => (kind === 'error') === isError)
      .map((toast) => <ToastBox key={toast.id} toast={toast} onEnd={remove} />)
  return (
    <ToasterContext value={toaster}>
      {children}
      {/* Both live regions are always there: a region that is added together with its text is not read out. */}
      <div className="toasts">
        <div role="status">{shown(false)}</div>
        <div role="alert">{shown(true)}</div>
      </div>
    </ToasterContext>
  )
}

function createToaster(change: (to: (now: readonly Toast[]) => readonly Toast[]) => void) {
  let last = 0
  const add = (kind: Kind) => (text: string) => {
    const toast = { id: (last += 1), kind, text }
    change((now) => [...now, toast])
  }
  return {
    toaster: { success: add('success'), info: add('info'), error: add('error') },
    remove: (id: number) => change((now) => now.filter((toast) => toast.id !== id)),
  }
}

/** Its time stops while the pointer is over it. */
function ToastBox({ toast, onEnd }: { readonly toast: Toast; readonly onEnd: (id: number) => void }) {
  const { id, kind, text } = toast
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (isHeld) return undefined
    const timer = setTimeout(() => onEnd(id), shownForMs)
    return () => clearTimeout(timer)
  }, [id, isHeld, onEnd])
  return (
    <div
      className={`toast toast--${kind}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      <Icon name={icons[kind]} />
      <p>{text}</p>
    </div>
  )
}
