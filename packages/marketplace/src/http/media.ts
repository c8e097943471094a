import type { FastifyInstance } from 'fastify'
import { isKnown } from './kept-document.ts'
import { mediaProblems } from '../media/index.ts'

/** The bytes of a picture by its name; undefined if there is none. */
export type ReadMedia = (name: string) => Promise<Uint8Array | undefined>

const yearSeconds = 31_536_000

/**
 * `GET /media/:name`: pictures of sellers. The bytes of a name never change, so clients cache them for a year. The
 * headers make browsers treat the bytes as a picture that runs and loads nothing.
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
      // Mails and pages of other sites may show a logo, as they may read the storefront.
      'cross-origin-resource-policy': 'cross-origin',
    })
    if (isKnown(request.headers['if-none-match'], etag)) return reply.status(304).send()
    return reply.type('image/webp').send(Buffer.from(bytes))
  })
}
