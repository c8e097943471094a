import type { ReactNode } from 'react'
import { loadWhenIdle } from './idle.ts'

export type Component<P> = (props: P) => ReactNode
type State<P> = { readonly Loaded: Component<P> | undefined; readonly isFailed: boolean }

export type Loader<P> = {
  readonly initial: State<P>
  getState(): State<P>
  subscribe(onChange: () => void): () => void
  /** Loads the component, unless it is there, is being loaded, or could not be loaded. */
  load(): Promise<void>
  /** Loads it again after a failure. */
  retry(): void
}

/** Loads a component once, for all places that show it; `whenIdle` is how it is loaded before anything shows it. */
export function createLoader<P>(load: () => Promise<Component<P>>, whenIdle = loadWhenIdle): Loader<P> {
  const initial: State<P> = { Loaded: undefined, isFailed: false }
  const listeners = new Set<() => void>()
  let state = initial
  let pending: Promise<void> | undefined
  const set = (next: State<P>): void => {
    state = next
    for (const listener of listeners) listener()
  }
  const begin = (): Promise<void> =>
    (pending ??= load().then(
      (Loaded) => set({ Loaded, isFailed: false }),
      () => set({ Loaded: undefined, isFailed: true }),
    ))
  const retry = (): void => {
    pending = undefined
    set(initial)
    void begin()
  }
  whenIdle(async () => {
    await begin()
    // Nobody has asked for it yet: whoever does, tries again.
    if (state.isFailed && listeners.size === 0) {
      pending = undefined
      state = initial
    }
  })
  return {
    initial,
    getState: () => state,
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    load: begin,
    retry,
  }
}
