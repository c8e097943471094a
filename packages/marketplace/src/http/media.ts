import type { FastifyInstance } from 'fastify'
import { isKnown } from './kept-document.ts'
import { mediaProblems } from '../media/index.ts'

/** The bytes of a picture by its name; undefined if there is none. */
export type ReadMedia = (name: string) => Promise<Uint8Array | undefined>

const yearSeconds = 31_536_000

/**
 * `GET /media/:name`: pictures of sellers. A name never gets other bytes, so it is kept for a year; and whatever a browser
 * might take the bytes for, it is a picture, it runs nothing and it loads nothing.
 */
export function registerMedia(server: FastifyInstance, read: ReadMedia): void {
  server.get<{ Params: { name: string } }>('/media/:name', async (request, reply) => {
    const { name } = request.params
    const etag = `"${name}"`
    const bytes = await read(name)
    if (!bytes) throw mediaProblems.not_found()
    void reply.headers({
      'cache-control': `public, max-age=${yearSeconds}, immutable`,
      etag,
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      // A mail and a page of another site may show a logo, as they may read the storefront.
      'cross-origin-resource-policy': 'cross-origin',
    })
    if (isKnown(request.headers['if-none-match'], etag)) return reply.status(304).send()
    return reply.type('image/webp').send(Buffer.from(bytes))
  })
}
