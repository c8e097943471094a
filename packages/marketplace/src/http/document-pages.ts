import type { FastifyInstance, FastifyRequest } from 'fastify'
import { omitUndefined } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import type { DocumentPart, ShownDocument } from '@loggia/protocol/console'
import type { Edge } from './edge.ts'
import { identify } from './identity.ts'
import { edgeProblems } from './problems.ts'
import { showPage } from './render.ts'
import { catalogue, developersPath, formatDocumentPath } from './documents/catalogue.ts'
import { createLibrary } from './documents/library.ts'

/** The page for developers, the documents below it and their pictures. */
export function registerDocuments(server: FastifyInstance, edge: Edge): void {
  const { root, kitVersion } = edge.options.documents ?? {}
  const library = createLibrary(root)
  server.get('/developers', async (request, reply) => {
    const language = await readLanguage(edge, request)
    const guide = await library.read('guides', 'integrate-in-ten-minutes', language)
    const example = guide && findExample(guide)
    const documents = await library.list(language)
    return showPage(
      edge,
      { request, reply },
      {
        route: 'developers',
        documents,
        ...omitUndefined({ kitVersion, example }),
      },
    )
  })
  server.get<{ Params: { file: string } }>(`${developersPath}/pictures/:file`, async (request, reply) => {
    const picture = await library.readPicture(request.params.file)
    if (picture === undefined) throw edgeProblems.no_such_page()
    return reply.type('image/jpeg').header('cache-control', 'public, max-age=3600').send(picture)
  })
  server.get('/developers/:section/:name', async (request, reply) => {
    const params = request.params as { readonly section: string; readonly name: string }
    const language = await readLanguage(edge, request)
    const shown = await library.read(params.section, params.name, language)
    if (shown === undefined) throw edgeProblems.no_such_page()
    const documents = await library.list(language)
    return showPage(edge, { request, reply }, { route: 'document', shown, documents })
  })
}

/** A session may have a language of its own, which is known once it was looked up. */
async function readLanguage(edge: Edge, request: FastifyRequest): Promise<Language> {
  await identify(edge, request)
  return request.language
}

/** The addresses of all documents. */
export const listDocumentPaths = (): string[] => catalogue.map(formatDocumentPath)

/** The first file that a guide has its reader write. The tests of the guides run it. */
function findExample({ blocks }: ShownDocument): Extract<DocumentPart, { kind: 'code' }> | undefined {
  const all = blocks.flatMap((block) => (block.kind === 'list' ? block.items.flat() : [block]))
  return all.flatMap((block) => (block.kind === 'code' && block.file !== undefined ? [block] : []))[0]
}
