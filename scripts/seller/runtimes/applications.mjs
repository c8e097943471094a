// What runs in each runtime: the applications of scripts/seller/applications, on the newest majors of their frameworks
// and on the oldest that the package supports.
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../setup/progress.mjs'
import { installInto, versionIn } from './install.mjs'
import { buildNext } from './next.mjs'

const nest = (major) =>
  ['core', 'common', 'platform-express', 'platform-fastify'].map((name) => `@nestjs/${name}@${major}`)
const besideNest = ['reflect-metadata@0.2', 'rxjs@7']

const newest = {
  name: 'newest',
  packages: [
    'express@5',
    'fastify@5',
    'koa@3',
    'hono@4',
    '@hono/node-server@2',
    ...nest(12),
    ...besideNest,
    'next@16',
    'react@19',
    'react-dom@19',
    'pg@8',
  ],
}
const oldest = {
  name: 'oldest',
  packages: [
    'express@4',
    'fastify@4',
    'koa@2',
    'hono@4.0.0',
    '@hono/node-server@1',
    ...nest(10),
    ...besideNest,
    'next@14',
    'react@18',
    'react-dom@18',
  ],
}

/** A framework has a `title` and the package that tells its version; `on` limits an application to one runtime. */
const ofFrameworks = [
  { title: 'Express', versionOf: 'express', application: 'express' },
  { title: 'Fastify', versionOf: 'fastify', application: 'fastify' },
  { title: 'Koa', versionOf: 'koa', application: 'koa' },
  { title: 'Hono', versionOf: 'hono', application: 'hono' },
  { title: 'Nest', versionOf: '@nestjs/core', application: 'nest' },
  { title: 'Nest', versionOf: '@nestjs/core', note: 'on Fastify', application: 'nest-fastify' },
  { title: 'Next', versionOf: 'next', note: 'route handlers', nextPath: '/saas' },
  { title: 'Next', versionOf: 'next', note: 'an API route', nextPath: '/api/saas' },
]
/** For stores that processes can share, two processes are started. */
const ofRuntimes = [
  { title: '`node:http`', application: 'node' },
  { title: '`node:http`', note: 'two processes on SQLite', application: 'node', store: 'sqlite' },
  { title: '`node:http`', note: 'two processes on PostgreSQL', application: 'node', store: 'postgres' },
]
const withoutAdapter = [
  { title: '`Bun.serve`', note: 'no adapter', application: 'bun', on: 'bun' },
  { title: '`Deno.serve`', note: 'no adapter', application: 'deno', on: 'deno' },
]

/**
 * Every application, with the `folder` in which it and its framework are installed. `postgres` is the URL of a
 * PostgreSQL, if there is one.
 */
export async function installApplications(root, archive, postgres) {
  const places = { sqlite: join(root, 'seller.db'), postgres }
  const [today, before] = [await install(root, archive, newest), await install(root, archive, oldest)]
  return [
    ...ofRuntimes.map((one) => ({ ...one, folder: today, place: places[one.store] })),
    ...ofFrameworks.map((one) => inFolder(one, today)),
    ...withoutAdapter.map((one) => ({ ...one, folder: today })),
    ...ofFrameworks.map((one) => inFolder(one, before)),
  ]
    .filter(({ store, place }) => store === undefined || place !== undefined)
    .map((one) => ({ ...one, name: nameOf(one) }))
}

const inFolder = (one, folder) => ({ ...one, folder, version: versionIn(folder, one.versionOf) })

/** `Nest 12.5.1, on Fastify` */
const nameOf = ({ title, version, note }) =>
  [version ? `${title} ${version}` : title, note].filter(Boolean).join(', ')

async function install(root, archive, { name, packages }) {
  const folder = join(root, name)
  await installInto(folder, [archive, ...packages])
  cpSync(join(projectRoot, 'scripts', 'seller', 'applications'), join(folder, 'applications'), {
    recursive: true,
  })
  cpSync(join(projectRoot, 'scripts', 'seller', 'plain.mjs'), join(folder, 'plain.mjs'))
  await buildNext(folder)
  return folder
}
