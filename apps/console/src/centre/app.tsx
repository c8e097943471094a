import { LanguageProvider } from '@loggia/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App as AntApp, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US.js'
import zhCN from 'antd/locale/zh_CN.js'
import { useState } from 'react'
import { createApi } from '../api.ts'
import { pageNonce } from '../page.ts'
import { useTheme } from '../theme.ts'
import { ApiProvider, createQueries } from './api.ts'
import { LazyClockBar } from './clock/lazy-clock-bar.ts'
import { FrameProvider } from './frame.ts'
import type { CentreFrame } from './frame.ts'
import { createCentreRouter } from './router.ts'
import { antdTheme } from './theme.ts'

/** The centres with all that they stand in: the reader, the client, what was asked, the look. */
export function App({ frame }: { readonly frame: CentreFrame }) {
  const { mode } = useTheme(frame.theme)
  const [held] = useState(() => hold(frame))
  return (
    <FrameProvider value={frame}>
      <LanguageProvider language={frame.language} zone={frame.zone}>
        <ApiProvider value={held.api}>
          <QueryClientProvider client={held.queries}>
            <ConfigProvider
              csp={{ nonce: held.nonce }}
              theme={antdTheme(mode)}
              locale={(frame.language === 'zh-CN' ? zhCN : enUS).default}
              button={{ autoInsertSpace: false }}
              wave={{ disabled: true }}
            >
              <AntApp component={false}>
                <RouterProvider router={held.router} />
              </AntApp>
            </ConfigProvider>
          </QueryClientProvider>
        </ApiProvider>
      </LanguageProvider>
    </FrameProvider>
  )
}

/** What lives as long as the page. */
function hold(frame: CentreFrame) {
  // The frame waits for it, so that nothing moves when it comes: it is asked for at once, beside the page.
  if (frame.movableClock) void LazyClockBar.preload?.()
  return {
    api: createApi(frame),
    queries: createQueries(location),
    router: createCentreRouter(),
    nonce: pageNonce(),
  }
}
