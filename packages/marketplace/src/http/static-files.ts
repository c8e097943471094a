import { readdir } from 'node:fs/promises'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** The console's browser files: names under `assets/` carry a hash and never change, others may. */
export async function registerStaticFiles(server: FastifyInstance, folder: string): Promise<void> {
  await server.register(fastifyStatic, {
    root: folder,
    // Each file is a route of its own, listed at start: no address can reach other files.
    wildcard: false,
    globIgnore: ['assets/**', '**/.*', '**/.*/**', '**/*.html', '**/*.{br,gz}'],
    // The build writes compressed copies beside the files.
    preCompressed: true,
    dotfiles: 'ignore',
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isImmutable = path.slice(folder.length).replaceAll('\\', '/').startsWith('/assets/')
      void reply.header(
        'cache-control',
        isImmutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
      )
    },
  })
  // Listed too, but behind one route: two routes for each of hundreds of files would take a tenth of a start.
  const paths = await readdir(join(folder, 'assets'), { recursive: true }).catch(() => [])
  const assets = new Set(paths.map((path) => path.split(sep).join('/')).filter(isSent))
  server.get<{ Params: { readonly '*': string } }>('/assets/*', (request, reply) => {
    const path = request.params['*']
    return assets.has(path) ? reply.sendFile(`assets/${path}`) : reply.callNotFound()
  })
}

/** A file below `assets/`, which may be in the folder of a language; not a copy that the build compressed. */
const isSent = (path: string): boolean =>
  /^([^./]+\/)?[^./][^/]*\.[^/]+$/.test(path) && !/\.(html|br|gz)$/.test(path)
