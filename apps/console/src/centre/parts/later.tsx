import { Button } from '@loggia/ui'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import { Dialog } from './dialog.tsx'
import { CardSkeleton, FaultPlace, Skeleton } from './loaded.tsx'
import { createLoader } from './loader.ts'
import type { Component, Loader } from './loader.ts'
import { partTexts } from './texts.ts'

/** Before this time, nothing says that a dialog is being loaded: usually it is there already. */
const quietMs = 300

type Load<M> = () => Promise<M>
/** The component that a module exports by this name. */
type Exported<M, N extends keyof M> = M[N] extends (props: infer P) => ReactNode ? Component<P> : never
type Closable = { onClose(): void }

/**
 * A dialog, exported by `name`, with its own script, which comes when the browser has nothing else to do, or at the
 * latest with the first press. While it is awaited, and if it cannot be loaded, a dialog says so in its place.
 */
export function defineLaterDialog<M, N extends keyof M>(load: Load<M>, name: N): Exported<M, N> {
  const loader = createLoader(async () => (await load())[name] as Component<Closable>)
  function LaterDialog(props: Closable) {
    const { Loaded, isFailed } = useLoader(loader)
    if (Loaded) return <Loaded {...props} />
    return <Awaited isFailed={isFailed} onRetry={loader.retry} onClose={props.onClose} />
  }
  return LaterDialog as Exported<M, N>
}

/**
 * A part of a page that is not shown at first, or only below what is, with its own script, as {@link defineLaterDialog}.
 * Its place is a skeleton until then, also in what the server renders.
 */
export function defineLaterPart<M, N extends keyof M>(
  load: Load<M>,
  name: N,
  skeleton: ReactNode = <CardSkeleton />,
): Exported<M, N> {
  const loader = createLoader(async () => (await load())[name] as Component<object>)
  function LaterPart(props: object) {
    const { Loaded, isFailed } = useLoader(loader)
    if (Loaded) return <Loaded {...props} />
    return isFailed ? <NotLoaded onRetry={loader.retry} /> : <Skeleton>{skeleton}</Skeleton>
  }
  return LaterPart as Exported<M, N>
}

function useLoader<P>(loader: Loader<P>) {
  // The server has none, so neither has the browser while it takes over the page.
  const state = useSyncExternalStore(loader.subscribe, loader.getState, () => loader.initial)
  useEffect(() => void loader.load(), [loader])
  return state
}

type AwaitedProps = { readonly isFailed: boolean; onRetry(): void; onClose(): void }

function Awaited({ isFailed, onRetry, onClose }: AwaitedProps) {
  const texts = partTexts.use()
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), quietMs)
    return () => clearTimeout(timer)
  }, [])
  if (!isLate && !isFailed) return null
  const close = (
    <Button data-keeps onClick={onClose}>
      {texts.close}
    </Button>
  )
  if (!isFailed)
    return (
      <Dialog title={texts.loading} onClose={onClose} foot={close}>
        <p role="status">{texts.loading}</p>
      </Dialog>
    )
  return (
    <Dialog
      title={texts.notLoaded.title}
      onClose={onClose}
      foot={
        <>
          {close}
          <Button variant="primary" onClick={onRetry}>
            {texts.retry}
          </Button>
        </>
      }
    >
      <p role="alert">{texts.notLoaded.text}</p>
    </Dialog>
  )
}

function NotLoaded({ onRetry }: { onRetry(): void }) {
  const { title, text } = partTexts.use().notLoaded
  return (
    <div className="card">
      <FaultPlace title={title} text={text} onRetry={onRetry} />
    </div>
  )
}
