import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SsoSessions } from '@loggia/seller'
import { createNodeListener } from '@loggia/seller/node'
import type { NodeListener } from '@loggia/seller/node'
import { send } from './http.ts'
import { renderPersonPage, renderSignedOutPage } from './pages/people-pages.ts'
import { readLanguage } from './pages/texts.ts'
import type { People } from './people.ts'
import type { Shop } from './shop.ts'

/** Answers requests to `/<slug>/people` and below it. */
export type PeoplePages = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>

/** The application of the people of companies. */
export function createPeoplePages({ config }: Shop, people: People): PeoplePages {
  const path = `/${config.slug}/people`
  let listener: NodeListener | undefined
  return async (request, response, url) => {
    const sessions = people.open()
    if (sessions?.paths.includes(url.pathname)) {
      listener ??= createNodeListener(leadHome(sessions, path))
      return listener(request, response)
    }
    const language = readLanguage(url.searchParams, request.headers['accept-language'])
    const view = { language, seller: config, path }
    const session = await sessions?.find(request)
    const body = session
      ? renderPersonPage(view, { ...session.person, ...(await people.describe(session)) })
      : renderSignedOutPage(view, config.market && `${config.market.origin}/my-apps`)
    send(response, { body, leadsAway: true })
  }
}

/** Whoever comes from the marketplace wants to see nothing in particular, and the root of this server is not theirs. */
const leadHome = (sessions: SsoSessions, path: string) =>
  Object.assign(
    async (request: Request): Promise<Response> => {
      const reply = await sessions(request)
      const location = reply.headers.get('location')
      if (location === null || location !== `${new URL(request.url).origin}/`) return reply
      const headers = new Headers(reply.headers)
      headers.set('location', path)
      return new Response(null, { status: reply.status, headers })
    },
    { paths: sessions.paths, bodyLimitBytes: sessions.bodyLimitBytes },
  )
