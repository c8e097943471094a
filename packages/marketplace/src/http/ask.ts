import type { SignedIn } from '../parties/index.ts'
import type { AnyHandlers } from './contract-routes.ts'
import type { Edge } from './edge.ts'
import type { Exchange } from './render.ts'

export type Pages = { readonly edge: Edge; readonly handlers: AnyHandlers }

type Asked = Exchange & { who: SignedIn | undefined; params?: unknown; query?: unknown }

/** Calls the handler of a route of our own API for a page. */
export async function ask(pages: Pages, key: string, asked: Asked): Promise<unknown> {
  const handler = pages.handlers[key]
  if (!handler) throw new Error(`There is no handler for ${key}`)
  const { language } = asked.request
  const parts = { params: asked.params, query: asked.query, body: undefined }
  return handler({ ...parts, actor: asked.who?.actor, language }, asked)
}
