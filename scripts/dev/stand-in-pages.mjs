import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes a folder that the server accepts as built pages: no browser files, and functions that request each page and email
 * from `port` of this machine. Returns the folder.
 */
export function writePages(folder, port) {
  mkdirSync(join(folder, 'client'), { recursive: true })
  mkdirSync(join(folder, 'server'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n')
  writeFileSync(join(folder, 'server', 'entry-server.js'), entry(port))
  return folder
}

const entry = (port) => `const ask = async (what) => {
  const reply = await fetch('http://127.0.0.1:${port}/', { method: 'POST', body: JSON.stringify(what) })
  const text = await reply.text()
  if (!reply.ok) throw new Error(text)
  return text
}
/** They are made of sources that are saved while the server runs. */
export const pagesChange = true
export const renderPage = (page, frame) => ask({ page, frame })
export const composeMail = async (content, reader) => JSON.parse(await ask({ content, reader }))
`
