import { LanguageProvider, ToastProvider } from '@loggia/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { createApi } from '../api.ts'
import { ApiProvider, createQueries } from './api.ts'
import { LazyClockBar } from './clock/lazy-clock-bar.ts'
import { FrameProvider } from './frame.ts'
import type { CentreFrame } from './frame.ts'
import { createCentreRouter } from './router.ts'

/** The centres with their providers: reader, client, cache and toasts. */
export function App({ frame }: { readonly frame: CentreFrame }) {
  const [held] = useState(() => hold(frame))
  return (
    <FrameProvider value={frame}>
      <LanguageProvider language={frame.language} zone={frame.zone}>
        <ApiProvider value={held.api}>
          <QueryClientProvider client={held.queries}>
            <ToastProvider>
              <RouterProvider router={held.router} />
            </ToastProvider>
          </QueryClientProvider>
        </ApiProvider>
      </LanguageProvider>
    </FrameProvider>
  )
}

/** What lives as long as the page. */
function hold(frame: CentreFrame) {
  // Loaded at once, beside the page, because the frame waits for it so that nothing moves when it appears.
  if (frame.movableClock) void LazyClockBar.preload?.()
  return { api: createApi(frame), queries: createQueries(location), router: createCentreRouter() }
}
