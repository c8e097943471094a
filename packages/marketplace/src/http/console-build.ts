import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ComposeMail } from '@loggia/protocol/console'
import type { HttpOptions } from './edge.ts'

type RenderPage = HttpOptions['renderPage']
export type ConsoleBuild = {
  readonly renderPage: RenderPage
  readonly browserFiles: string
  /** Puts emails into words. */
  readonly composeMail: ComposeMail
  /** Whether a page is the same as long as its data are; not while the pages are developed. */
  readonly keepsPages: boolean
}

/** The folder holds no web pages; the message is for the person who started the server. */
export class NoConsole extends Error {}

/**
 * Loads the built console by its path; the server gets its pages as a parameter and imports no app. Throws {@link
 * NoConsole}.
 */
export async function loadConsole(folder: string): Promise<ConsoleBuild> {
  const entry = join(folder, 'server', 'entry-server.js')
  const browserFiles = join(folder, 'client')
  try {
    await Promise.all([access(entry), access(browserFiles)])
  } catch (cause) {
    throw new NoConsole(
      'The web pages are not built yet. Start with npm start or npm run serve, which build them first.',
      { cause },
    )
  }
  const module = (await import(pathToFileURL(entry).href)) as Readonly<Record<string, unknown>>
  const missing = ['renderPage', 'composeMail'].filter((name) => typeof module[name] !== 'function')
  if (missing.length > 0)
    throw new NoConsole(`${entry} exports no ${missing.join(' and no ')}; build the web pages again.`)
  const { renderPage, composeMail } = module as { renderPage: RenderPage; composeMail: ComposeMail }
  return { renderPage, composeMail, browserFiles, keepsPages: module['pagesChange'] !== true }
}
