import { createClient } from '@loggia/client'
import type { Client } from '@loggia/client'
import type { PageFrame } from '@loggia/protocol/console'

/** The console API as the signed-in member of this page, on the host that served it. */
export function createApi(frame: Pick<PageFrame, 'session' | 'language'>): Client {
  return createClient({ base: '', csrfToken: () => frame.session?.csrfToken, language: () => frame.language })
}
