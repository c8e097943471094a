import { createHonoHandler } from '@loggia/seller/hono'
import { Hono } from 'hono'
import { start as startBun } from './bun.mjs'
import { start as startDeno } from './deno.mjs'
import { listening } from './listening.mjs'

/** Bun and Deno serve Hono's function themselves; Node needs a package of Hono. */
export async function start(seller, port) {
  const { fetch } = new Hono().all('/saas', createHonoHandler(seller))
  if ('Bun' in globalThis) return startBun(fetch, port)
  if ('Deno' in globalThis) return startDeno(fetch, port)
  const { serve } = await import('@hono/node-server')
  return listening(serve({ port, hostname: '127.0.0.1', fetch }))
}
