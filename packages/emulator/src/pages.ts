import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { loadConsole, createMarketplaceHttp } from '@loggia/marketplace'
import type { HttpOptions } from '@loggia/marketplace'
import type { EmulatorHost } from '@loggia/marketplace/embedded'
import { accounts } from './seed.ts'

/** What the market itself serves: its pages, if they were built, the console's API and the open APIs. */
export type Pages = {
  answer(request: IncomingMessage, response: ServerResponse): void
  /** Prepares everything now instead of at the first request. */
  open(): Promise<void>
  close(): Promise<void>
}

/** Created at the first request: most tests send none, and registering the routes takes longer than a reset. */
export function createPages(stage: EmulatorHost, of: { url: string; folder?: string | undefined }): Pages {
  let opened: ReturnType<typeof open> | undefined
  async function open() {
    const build = of.folder === undefined ? noPages : await loadConsole(of.folder)
    return createMarketplaceHttp(stage.market, stage.platform, {
      ...build,
      baseUrl: of.url,
      movableClock: true,
      demoAccounts: accounts.map(({ email, password, role }) => ({ ...names[role], email, password, role })),
      // A client that sends many requests here is a test, so there are no real limits.
      limits: { all: 1_000_000, signIn: 1_000_000, pages: 1_000_000, openApis: 1_000_000 },
    })
  }
  const openOnce = () => (opened ??= open())
  return {
    answer(request, response) {
      openOnce()
        .then((server) => server.routing(request, response))
        .catch(() => response.writeHead(500).end())
    },
    open: async () => void (await openOnce()),
    async close() {
      // A failure to open was already reported to the first request.
      const server = await opened?.catch(() => undefined)
      await server?.close()
    },
  }
}

const names = {
  buyer: { name: 'Buyer', of: { zh: '模拟买家', en: 'Emulated buyer' } },
  seller: { name: 'Seller', of: { zh: '模拟商家', en: 'Emulated seller' } },
  operator: { name: 'Operator', of: { zh: '模拟运营人员', en: 'Emulated operator' } },
}

const noPages: Pick<HttpOptions, 'renderPage' | 'browserFiles'> = {
  renderPage: () =>
    Promise.resolve('<!doctype html><title>Loggia</title><p>The web pages of this emulator are not built.'),
  browserFiles: join(import.meta.dirname, '..', 'no-pages'),
}
