import { dirname, relative, resolve } from 'node:path'
import type { Plugin } from 'vite'

const page = /lazyRouteComponent\(\(\) => import\('(\.[^']+)'\), '\w+'\)/g

/**
 * Writes beside each page of the centres, for the server, in which source it is. So a document can name the files of its
 * page, which otherwise only the script of the entry knows.
 */
export const createPageNames = (root: string): Plugin => ({
  name: 'pages',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/route.ts')) return undefined
    return code.replaceAll(page, (whole: string, path: string) => {
      const source = relative(root, resolve(dirname(id), path)).replaceAll('\\', '/')
      return `Object.assign(${whole}, { source: ${JSON.stringify(source)} })`
    })
  },
})
