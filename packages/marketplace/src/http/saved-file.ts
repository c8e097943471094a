import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { formatDisposition } from '../files/index.ts'
import type { SavedFile } from '../platform/index.ts'

/** Sends a file as a download, as it is read. */
export const sendSavedFile = (reply: FastifyReply, { name, type, content }: SavedFile): FastifyReply =>
  reply
    .type(type)
    .header('cache-control', 'no-store')
    .header('content-disposition', formatDisposition(name))
    .send(Readable.from(content, { objectMode: false }))
