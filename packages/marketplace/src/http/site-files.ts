import type { FastifyInstance } from 'fastify'
import {
  accentRevision,
  computeAccentContrast,
  deriveAccent,
  leastContrast,
  readColour,
} from '@loggia/kernel'
import type { AccentColours } from '@loggia/kernel'
import type { SiteProfile } from '@loggia/protocol/console'
import type { Edge } from './edge.ts'
import { edgeProblems } from './problems.ts'

/** Files that follow from the profile of the site: its colours, and its manifest (W3C, Web Application Manifest). */
export function registerSiteFiles(server: FastifyInstance, edge: Edge): void {
  // The address names the colour and the revision, so the file never changes and needs no database; the policy allows no
  // style in a page.
  server.get<{ Params: { file: string } }>('/site/:file', async (request, reply) => {
    const [, colour = '', revision] = /^accent-([0-9a-f]{6})-(\d{1,4})\.css$/.exec(request.params.file) ?? []
    const accent = readColour(`#${colour}`)
    if (accent === undefined || computeAccentContrast(accent) < leastContrast)
      throw edgeProblems.no_such_page()
    const { light, dark } = deriveAccent(accent)
    return (
      reply
        .type('text/css; charset=utf-8')
        // While servers of two releases run, a page of one may ask the other for its file.
        .header(
          'cache-control',
          Number(revision) === accentRevision ? 'public, max-age=31536000, immutable' : 'no-store',
        )
        .send(formatStyles(light, dark))
    )
  })
  server.get('/manifest.webmanifest', async (request, reply) => {
    const { name, logo } = await edge.sites.getProfile()
    return reply
      .type('application/manifest+json; charset=utf-8')
      .headers({ 'cache-control': 'private, no-cache', vary: 'cookie, accept-language' })
      .send(JSON.stringify(createManifest(name?.[request.language === 'zh-CN' ? 'zh' : 'en'], logo)))
  })
}

/** In the order of the tokens (`ui/styles/tokens.css`), which these replace. */
const declare = (colours: AccentColours, onInk: AccentColours, bayHover: string): string =>
  [
    `--accent:${colours.accent}`,
    `--accent-hover:${colours.hover}`,
    `--accent-soft:${colours.soft}`,
    `--accent-line:${colours.line}`,
    `--accent-fill:${colours.accent}`,
    `--accent-fill-hover:${colours.hover}`,
    `--on-accent:${colours.on}`,
    `--ink-accent:${onInk.accent}`,
    `--bay-hover:${bayHover}`,
  ].join(';')

function formatStyles(light: AccentColours, dark: AccentColours): string {
  const [byDay, byNight] = [declare(light, dark, '#ffffff'), declare(dark, dark, dark.soft)]
  return `:root{${byDay}}
@media screen{:root[data-theme='dark']{${byNight}}}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme='light']){${byNight}}}
`
}

const ownIcons = [
  { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
  { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
  { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  { src: '/mark.svg', sizes: 'any', type: 'image/svg+xml' },
]

const createManifest = (name = 'Loggia', logo: SiteProfile['logo']): object => ({
  name,
  short_name: name,
  start_url: '/',
  display: 'browser',
  background_color: '#FAF9F6',
  theme_color: '#FAF9F6',
  icons: logo === undefined ? ownIcons : [{ src: logo, sizes: '240x240', type: 'image/webp' }],
})
