import { createClient } from '@loggia/client'
import type { Client } from '@loggia/client'
import type { PageFrame } from '@loggia/protocol/console'

/** The client of the console API for the signed-in member of this page, on the host that served the page. */
export function createApi(frame: Pick<PageFrame, 'session' | 'language'>): Client {
  return createClient({ base: '', csrfToken: () => frame.session?.csrfToken, language: () => frame.language })
}
