import type { FastifyInstance } from 'fastify'
import { fileRoute, fileUrl } from '@loggia/protocol/console'
import { isId } from '@loggia/kernel'
import { formatDisposition, fileProblems } from '../files/index.ts'
import type { Files } from '../files/index.ts'
import { partyProblems } from '../parties/index.ts'
import type { Edge } from './edge.ts'
import { admit, identify } from './identity.ts'

export type ReadFile = Files['read']

/**
 * `GET /api/files/:fileId`: a file for those who may read it. It is sent as a download: a browser never shows it in
 * place, runs or loads nothing from it, and no cache keeps it for the next user of the machine.
 */
export function registerFiles(server: FastifyInstance, edge: Edge, read: ReadFile): void {
  server.get<{ Params: { fileId: string } }>(fileUrl, { exposeHeadRoute: false }, async (request, reply) => {
    const who = await identify(edge, request)
    admit({ role: fileRoute.role, path: fileUrl }, who)
    if (!who) throw partyProblems.sign_in_required()
    const { fileId } = request.params
    if (!isId(fileId, 'fil')) throw fileProblems.not_found()
    const { file, content } = await read(who, fileId)
    return reply
      .headers({
        'cache-control': 'private, no-store',
        'content-disposition': formatDisposition(file.name),
        'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      })
      .type(file.mediaType)
      .send(Buffer.from(content))
  })
}
