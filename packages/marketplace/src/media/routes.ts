import { omitUndefined } from '@loggia/kernel'
import type { Medium as WireMedium } from '@loggia/protocol/console'
import { requireSeller } from '../parties/index.ts'
import { toWireTime } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import { readBase64, toMediaPath } from './rules.ts'
import type { Medium } from './schema.ts'
import type { Media } from './service.ts'

const present = ({ id, purpose, files, createdAt }: Medium, uses: readonly string[]): WireMedium => ({
  id,
  purpose,
  path: toMediaPath(files[0].name),
  files: files.map(({ name, width, height, bytes }) => ({ path: toMediaPath(name), width, height, bytes })),
  uses: [...uses],
  createdAt: toWireTime(createdAt),
})

export const createMediaRoutes = (media: Media): Handlers => ({
  'POST /api/seller/media': async ({ request, body }) =>
    present(await media.upload(request, { purpose: body.purpose, bytes: readBase64(body.file) }), []),
  'GET /api/seller/media': async ({ actor, query: { limit, after, purpose } }) => {
    const { items, next } = await media.list(requireSeller(actor), omitUndefined({ limit, after, purpose }))
    return omitUndefined({ items: items.map(({ uses, ...medium }) => present(medium, uses)), next })
  },
  'DELETE /api/seller/media/:mediaId': async ({ actor, params }) => {
    await media.remove(actor, params.mediaId)
    return null
  },
})
