import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { HttpOptions } from '@loggia/marketplace'
import { StartFault } from './start-fault.ts'

type RenderPage = HttpOptions['renderPage']
export type ConsoleBuild = { readonly renderPage: RenderPage; readonly browserFiles: string }

/** The built console, loaded by its path: the server is given pages as a port and imports no app. */
export async function loadConsole(folder: string): Promise<ConsoleBuild> {
  const entry = join(folder, 'server', 'entry-server.js')
  const browserFiles = join(folder, 'client')
  try {
    await Promise.all([access(entry), access(browserFiles)])
  } catch (error) {
    throw new StartFault(
      'The web pages are not built yet. Start with npm start or npm run serve, which build them first.',
      error,
    )
  }
  const module = (await import(pathToFileURL(entry).href)) as { renderPage?: unknown }
  if (typeof module.renderPage !== 'function')
    throw new StartFault(`${entry} exports no renderPage; build the web pages anew.`)
  return { renderPage: module.renderPage as RenderPage, browserFiles }
}
