import { expect, test } from 'vitest'
import { createPageNames } from '../page-names.ts'
import { listFiles, withPages } from './manifest.ts'

const manifest = {
  'src/a.tsx': {
    file: 'assets/a.js',
    css: ['assets/a.css'],
    assets: ['assets/inter-latin.woff2', 'assets/mono.woff2'],
    imports: ['_x.js', '_y.js'],
  },
  '_x.js': { file: 'assets/x.js', imports: ['_y.js'], css: ['assets/a.css', 'assets/x.css'] },
  '_y.js': { file: 'assets/y.js', imports: ['_x.js'] },
  'src/b.tsx': { file: 'assets/b.js' },
}

test('an entry needs its script of the language, all that it imports, each once, and the face of running text', () => {
  expect(listFiles(manifest, 'src/a.tsx', 'zh-CN')).toEqual({
    script: '/assets/zh-CN/a.js',
    modules: ['/assets/zh-CN/x.js', '/assets/zh-CN/y.js'],
    styles: ['/assets/a.css', '/assets/x.css'],
    fonts: ['/assets/inter-latin.woff2'],
  })
})

test('an entry that was not built is an error at start and not a blank page', () => {
  expect(() => listFiles(manifest, 'src/c.tsx', 'zh-CN')).toThrow('src/c.tsx')
})

test('a page adds its files to those of the entry, each once; a source that was not built adds none', () => {
  const page = { file: 'assets/p.js', css: ['assets/p.css', 'assets/a.css'], imports: ['src/a.tsx', '_z.js'] }
  const all = { ...manifest, 'src/p.tsx': page, '_z.js': { file: 'assets/z.js', css: ['assets/z.css'] } }

  const language = 'en-US'
  const sources = ['src/p.tsx', 'src/none.tsx']

  const files = withPages(listFiles(all, 'src/a.tsx', language), all, { sources, language })

  expect(files.script).toBe('/assets/en-US/a.js')
  expect(files.modules).toEqual([
    '/assets/en-US/x.js',
    '/assets/en-US/y.js',
    '/assets/en-US/p.js',
    '/assets/en-US/z.js',
  ])
  expect(files.styles).toEqual(['/assets/a.css', '/assets/x.css', '/assets/p.css', '/assets/z.css'])
})

test('each page says its source in the build for the server', () => {
  const { transform } = createPageNames('/console') as unknown as {
    transform(code: string, id: string): string | undefined
  }
  const route = "component: lazyRouteComponent(() => import('./b-page.tsx'), 'BPage'),"

  expect(transform(route, '/console/src/buyer/b/route.ts')).toContain('{ source: "src/buyer/b/b-page.tsx" }')
  expect(transform(route, '/console/src/buyer/b/b-page.tsx')).toBeUndefined()
})
