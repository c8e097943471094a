import type { Client } from '@loggia/client'
import type { PageFrame } from '@loggia/protocol/console'
import { LanguageProvider } from '@loggia/ui'
import { createContext, useContext, useMemo } from 'react'
import type { ReactNode } from 'react'
import { createApi } from '../api.ts'

type Surroundings = { readonly frame: PageFrame; readonly api: Client }
const FrameContext = createContext<Surroundings | undefined>(undefined)

/** Provides the frame, the API client and the language to all components of a page. */
export function FrameProvider({
  frame,
  children,
}: {
  readonly frame: PageFrame
  readonly children: ReactNode
}) {
  const surroundings = useMemo(() => ({ frame, api: createApi(frame) }), [frame])
  return (
    <FrameContext value={surroundings}>
      <LanguageProvider language={frame.language} zone={frame.zone}>
        {children}
      </LanguageProvider>
    </FrameContext>
  )
}

function useSurroundings(): Surroundings {
  const found = useContext(FrameContext)
  if (!found) throw new Error('Outside a FrameProvider')
  return found
}

export const useFrame = (): PageFrame => useSurroundings().frame
export const useApi = (): Client => useSurroundings().api
