import type { Client } from '@loggia/client'
import { LanguageProvider, ToastProvider } from '@loggia/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ApiProvider } from './api.ts'
import { LazyClockBar } from './clock/lazy-clock-bar.ts'
import { FrameProvider } from './frame.ts'
import type { CentreFrame } from './frame.ts'
import { PiecesProvider } from './parts/piece.tsx'
import type { CentreRouter } from './router.ts'

type Props = {
  readonly frame: CentreFrame
  readonly router: CentreRouter
  readonly api: Client
  readonly queries: QueryClient
  /** Whether the page of the document comes with its data. */
  readonly comesWithData: boolean
}

/** The centres with their providers: reader, client, cache and toasts. Needs {@link loadApp} before. */
export function App({ frame, router, api, queries, comesWithData }: Props) {
  // What the server rendered answers presses from now on (skeletons.css).
  useEffect(() => document.getElementById('root')?.removeAttribute('aria-busy'), [])
  return (
    <FrameProvider value={frame}>
      <LanguageProvider language={frame.language} zone={frame.zone}>
        <ApiProvider value={api}>
          <QueryClientProvider client={queries}>
            <ToastProvider>
              <PiecesProvider value={comesWithData}>
                <RouterProvider router={router} />
              </PiecesProvider>
            </ToastProvider>
          </QueryClientProvider>
        </ApiProvider>
      </LanguageProvider>
    </FrameProvider>
  )
}

/** Loads the scripts of the page at the router's address and of the frame around it, so that they render at once. */
export async function loadApp(frame: CentreFrame, router: CentreRouter): Promise<void> {
  await Promise.all([router.load(), frame.movableClock && LazyClockBar.preload?.()])
}
