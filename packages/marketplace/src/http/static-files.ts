import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
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
  const names = await readdir(join(folder, 'assets')).catch(() => [])
  const assets = new Set(names.filter((name) => !/^\.|\.(html|br|gz)$/.test(name)))
  server.get<{ Params: { readonly name: string } }>('/assets/:name', (request, reply) => {
    const { name } = request.params
    return assets.has(name) ? reply.sendFile(`assets/${name}`) : reply.callNotFound()
  })
}
