import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loadConsole } from '@loggia/marketplace'
import { afterEach, expect, test } from 'vitest'
import { addDevScripts, allowStyleElements, preamblePath } from './dev-scripts.mjs'
import { freePort, listen, waitForHandler } from './listen.mjs'
import { createProxy } from './proxy.mjs'
import { openRenderer } from './renderer.mjs'
import { writePages } from './stand-in-pages.mjs'

const open = []
const opened = async (...args) => {
  const server = await listen(...args)
  open.push(() => server.close())
  return server
}
const originOf = (server) => `http://127.0.0.1:${server.address().port}`

afterEach(() => {
  for (const close of open.splice(0)) close()
})

test('a page waits while the server is starting again, and gets its reply with every header', async () => {
  const port = await freePort()
  const front = await opened(0, createProxy({ port, everyMs: 10 }))

  const asked = fetch(`${originOf(front)}/products?q=1`, { headers: { accept: 'text/html' } })
  await opened(port, (request, reply) => {
    reply.writeHead(404, [
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ])
    reply.end(`${request.method} ${request.url} ${request.headers.accept} ${request.headers.host}`)
  })
  const reply = await asked

  expect(reply.status).toBe(404)
  expect(reply.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  expect(await reply.text()).toBe(`GET /products?q=1 text/html ${new URL(originOf(front)).host}`)
})

test('a change is passed on once, and refused while nothing listens', async () => {
  const port = await freePort()
  const front = await opened(0, createProxy({ port, everyMs: 10 }))
  const change = () => fetch(originOf(front), { method: 'POST', body: '{"a":1}' })

  expect((await change()).status).toBe(503)

  const bodies = []
  await opened(port, async (request, reply) => {
    bodies.push(Buffer.concat(await request.toArray()).toString())
    reply.end()
  })
  expect((await change()).status).toBe(200)
  expect(bodies).toEqual(['{"a":1}'])
})

test('who has waited long enough is told that nothing answers', async () => {
  const front = await opened(0, createProxy({ port: await freePort(), waitMs: 30, everyMs: 10 }))

  const reply = await fetch(originOf(front))

  expect(reply.status).toBe(503)
  expect(await reply.text()).toContain('does not answer')
})

test('a reply that the server breaks off breaks off for its reader too', async () => {
  const upstream = await opened(0, (request, reply) => {
    reply.writeHead(200, { 'content-type': 'text/event-stream' })
    reply.write('data: 1\n\n', () => setImmediate(() => reply.socket.destroy()))
  })
  const front = await opened(0, createProxy({ port: upstream.address().port }))

  const reply = await fetch(originOf(front))

  expect(reply.status).toBe(200)
  await expect(reply.text()).rejects.toThrow('terminated')
})

test('what is asked before there is a handler is answered when it is there', async () => {
  const later = waitForHandler()
  const front = await opened(0, later.answer)
  const asked = fetch(`${originOf(front)}/early`)
  await once(front, 'request')

  later.begin((request, reply) => reply.end(`answered ${request.url}`))

  expect(await (await asked).text()).toBe('answered /early')
  expect(await (await fetch(`${originOf(front)}/later`)).text()).toBe('answered /later')
})

test('the server takes the folder for built pages, and asks for each of them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loggia-dev-'))
  const asked = []
  const renderer = await opened(0, async (request, reply) => {
    asked.push(JSON.parse(Buffer.concat(await request.toArray()).toString()))
    if (asked.length > 2) reply.writeHead(500).end('no such export')
    else reply.end(asked.length === 1 ? '<p>您好</p>' : '{"subject":"您好"}')
  })

  try {
    const { renderPage, composeMail, keepsPages } = await loadConsole(
      writePages(folder, renderer.address().port),
    )
    const [page, frame] = [{ route: 'home' }, { language: 'zh-CN' }]
    const [content, reader] = [{ kind: 'letter' }, { language: 'zh-CN' }]

    expect(keepsPages, 'a source that is saved is shown').toBe(false)
    await expect(renderPage(page, frame)).resolves.toBe('<p>您好</p>')
    await expect(composeMail(content, reader)).resolves.toEqual({ subject: '您好' })
    expect(asked).toEqual([
      { page, frame },
      { content, reader },
    ])
    await expect(renderPage(page, frame)).rejects.toThrow('no such export')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('of the project a browser gets what pages are made of, and not the secret beside it', async () => {
  const project = mkdtempSync(join(tmpdir(), 'loggia-dev-'))
  const secret = join(project, '.loggia', 'secret')
  const files = {
    [secret]: 'of-the-market',
    [join(project, 'package.json')]: '{ "workspaces": ["apps/*", "packages/*"] }',
    [join(project, 'apps/console/src/storefront/entry-client.tsx')]: 'export const page = 1',
    [join(project, 'apps/console/src/centre/entry-client.tsx')]: 'export const page = 2',
    [join(project, 'packages/ui/src/index.ts')]: 'export const part = 3',
  }
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
  const later = waitForHandler()
  const front = await opened(0, later.answer)
  const cacheDir = join(project, '.cache', 'vite')
  const vite = await openRenderer({ consoleFolder: join(project, 'apps', 'console'), front, cacheDir })
  later.begin((request, reply) => vite.middlewares(request, reply, () => reply.writeHead(404).end()))
  const get = async (path) => {
    const reply = await fetch(`${originOf(front)}${path}`)
    return { status: reply.status, body: await reply.text() }
  }

  try {
    expect((await get('/src/storefront/entry-client.tsx')).body).toContain('page = 1')
    expect((await get(preamblePath)).body).toContain('injectIntoGlobalHook')
    expect((await get(`/@fs${project}/packages/ui/src/index.ts`)).body).toContain('part = 3')
    for (const path of [
      `/@fs${secret}`,
      `/@fs${secret}?raw`,
      `/@fs${secret}?import&raw`,
      `/@fs${project}/package.json`,
    ]) {
      const { status, body } = await get(path)
      expect([path, status]).toEqual([path, 403])
      expect(body).not.toContain('of-the-market')
    }
  } finally {
    await vite.close()
    rmSync(project, { recursive: true, force: true })
  }
})

test('every script that is added is a file and comes before the page’s own', () => {
  const own = '<script type="module" src="/src/storefront/entry-client.tsx"></script>'

  const html = addDevScripts(`<head>${own}</head>`)

  expect(html.match(/<script type="module" src="[^"]+"><\/script>/g)).toHaveLength(3)
  expect(html.indexOf(preamblePath)).toBeLessThan(html.indexOf('/@vite/client'))
  expect(html.indexOf('/@vite/client')).toBeLessThan(html.indexOf(own))
  expect(() => addDevScripts('<head></head>')).toThrow('no script of its own')
})

test('of the policy of production only elements of style are let go, and only on pages', () => {
  const page = ['Content-Security-Policy', "script-src 'self'; style-src 'self'", 'set-cookie', 'style-src x']
  const closed = ['content-security-policy', "default-src 'none'"]

  expect(allowStyleElements(page)).toEqual([
    'Content-Security-Policy',
    "script-src 'self'; style-src 'self'; style-src-elem 'self' 'unsafe-inline'",
    'set-cookie',
    'style-src x',
  ])
  expect(allowStyleElements(closed)).toEqual(closed)
})
