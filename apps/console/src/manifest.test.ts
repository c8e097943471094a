import { expect, test } from 'vitest'
import { listFiles } from './manifest.ts'

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

test('an entry needs its script, all that it imports, each once, and the face of running text', () => {
  expect(listFiles(manifest, 'src/a.tsx')).toEqual({
    script: '/assets/a.js',
    modules: ['/assets/x.js', '/assets/y.js'],
    styles: ['/assets/a.css', '/assets/x.css'],
    fonts: ['/assets/inter-latin.woff2'],
  })
})

test('an entry that was not built is an error at start and not a blank page', () => {
  expect(() => listFiles(manifest, 'src/c.tsx')).toThrow('src/c.tsx')
})
