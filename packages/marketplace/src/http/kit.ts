import type { FastifyInstance } from 'fastify'
import { omitUndefined } from '@loggia/kernel'
import type { Kit, KitDocument, RouteReply } from '@loggia/protocol/console'
import type { HandlerRequest } from '../platform/index.ts'
import type { Edge } from './edge.ts'
import { isKnown } from './kept-document.ts'
import { edgeProblems } from './problems.ts'
import type { Release, ReleaseFile } from './release.ts'

/**
 * `GET /kit/:name`: packages and documents for sellers, public and readable for npm. Clients revalidate an archive each
 * time: a marketplace that runs from sources rebuilds it under the same version when the sources change.
 */
export function registerKit(server: FastifyInstance, { options }: Edge): void {
  server.get<{ Params: { name: string } }>('/kit/:name', async (request, reply) => {
    const file = (await options.readRelease?.())?.files.get(request.params.name)
    if (!file) throw edgeProblems.no_such_page()
    const isArchive = file.name.endsWith('.tgz')
    const etag = `"${file.sha256}"`
    void reply.headers({
      etag,
      'cache-control': isArchive ? 'public, no-cache' : 'public, max-age=3600',
      ...omitUndefined({
        'content-disposition': isArchive ? `attachment; filename="${file.name}"` : undefined,
      }),
    })
    if (isKnown(request.headers['if-none-match'], etag)) return reply.status(304).send()
    // Plain text, since browsers disagree on how to show Markdown.
    return reply.type(isArchive ? 'application/gzip' : 'text/plain; charset=utf-8').send(file.content)
  })
}

type KitHandlers = {
  readonly 'GET /api/kit': (request: HandlerRequest<'GET /api/kit'>) => Promise<RouteReply<'GET /api/kit'>>
}

export const createKitHandlers = ({ options }: Edge): KitHandlers => ({
  'GET /api/kit': async () => {
    const release = await withinPatience(options.readRelease?.())
    if (release === 'late') return { kit: null, making: true }
    return { kit: release ? presentKit(release, options.baseUrl) : null, making: false }
  },
})

/** After this time the page asks again, rather than wait for something slow such as the first build. */
const patienceMs = 1_000

function withinPatience<T>(asked: Promise<T> | undefined): Promise<T | 'late' | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patienceMs)
  })
  return Promise.race([Promise.resolve(asked), late]).finally(() => clearTimeout(timer))
}

const presentKit = ({ version, files }: Release, baseUrl: string): Kit | null => {
  const present = ({ name, content, sha256 }: ReleaseFile) => ({
    name,
    url: `${baseUrl}/kit/${name}`,
    bytes: content.length,
    sha256,
  })
  const seller = files.get(`loggia-seller-${version}.tgz`)
  const commandLine = files.get(`loggia-cli-${version}.tgz`)
  if (!seller || !commandLine) return null
  const documents = documentKinds.flatMap(([name, kind, language]) => {
    const file = files.get(name)
    return file ? [{ ...present(file), kind, language }] : []
  })
  return { version, seller: present(seller), commandLine: present(commandLine), documents }
}

/** In the order in which a newcomer reads them. */
const documentKinds: readonly (readonly [string, KitDocument['kind'], KitDocument['language']])[] = [
  ['integrate-in-ten-minutes.md', 'integrate', 'en-US'],
  ['integrate-in-ten-minutes.zh-CN.md', 'integrate', 'zh-CN'],
  ['test-with-the-emulator.md', 'emulator', 'en-US'],
  ['test-with-the-emulator.zh-CN.md', 'emulator', 'zh-CN'],
  ['loggia-seller.md', 'seller', 'en-US'],
  ['loggia-cli.md', 'commandLine', 'en-US'],
  ['CHANGELOG.md', 'changelog', 'en-US'],
]
