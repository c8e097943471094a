import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DocumentPart, DocumentLine, PageData, ShownDocument } from '@loggia/protocol/console'
import { openStubEdge } from '../stub-edge.ts'
import type { StubEdge } from '../stub-edge.ts'
import { catalogue } from './catalogue.ts'
import { createLibrary } from './library.ts'
import { readJpegSize } from './picture-size.ts'
import { readMarkdown } from './read-markdown.ts'

const root = join(import.meta.dirname, '../../../../..')
const languages = ['zh-CN', 'en-US'] as const
const nothing = { resolve: (href: string) => href, picture: () => undefined }
const read = (text: string): readonly DocumentPart[] => readMarkdown(text, nothing).blocks

const linesOf = (block: DocumentPart): DocumentLine[] => {
  if (block.kind === 'list') return block.items.flat().flatMap(linesOf)
  if (block.kind === 'table') return [...block.head, ...block.rows.flat()]
  return 'of' in block ? [block.of] : []
}
const linksOf = (line: DocumentLine): string[] =>
  line.flatMap((span) => {
    if (typeof span === 'string' || 'code' in span) return []
    if ('href' in span) return [span.href]
    return linksOf('strong' in span ? span.strong : span.emphasis)
  })
const plainOf = (line: DocumentLine): string[] =>
  line.flatMap((span) => {
    if (typeof span === 'string') return [span]
    if ('code' in span) return []
    return plainOf('href' in span ? span.of : 'strong' in span ? span.strong : span.emphasis)
  })

describe('a Markdown file', () => {
  test('is read into parts: headings, paragraphs, lists in lists, code with its file, tables', () => {
    const text = [
      '# 标题',
      '甲乙',
      '丙 `x*y`，**重要**。',
      '',
      '## A `b`, c!',
      '3. Save it:',
      '',
      '   ```js a b.mjs',
      '   if (1) {',
      '     2',
      '',
      '   }',
      '   ```',
      '',
      '4. - one',
      '     more',
      '   - two',
      '',
      '| a \\| b | c |',
      '|---|---|',
      '| `d\\|e` | *f* |',
    ].join('\n')

    expect(readMarkdown(text, nothing)).toEqual({
      title: '标题',
      blocks: [
        { kind: 'paragraph', of: ['甲乙丙 ', { code: 'x*y' }, '，', { strong: ['重要'] }, '。'] },
        { kind: 'heading', level: 2, id: 'a-b-c', of: ['A ', { code: 'b' }, ', c!'] },
        {
          kind: 'list',
          start: 3,
          items: [
            [
              { kind: 'paragraph', of: ['Save it:'] },
              { kind: 'code', text: 'if (1) {\n  2\n\n}', file: 'a b.mjs' },
            ],
            [
              {
                kind: 'list',
                items: [[{ kind: 'paragraph', of: ['one more'] }], [{ kind: 'paragraph', of: ['two'] }]],
              },
            ],
          ],
        },
        {
          kind: 'table',
          head: [['a | b'], ['c']],
          rows: [[[{ code: 'd|e' }], [{ emphasis: ['f'] }]]],
        },
      ],
    })
  })

  test('two headings of the same words have ids of their own, as on GitHub', () => {
    expect(read('## Same\n## Same\n### 同名 1')).toMatchObject([
      { id: 'same' },
      { id: 'same-1' },
      { id: '同名-1', level: 3 },
    ])
  })

  test('HTML in it stays text, and no script can be the target of a link', () => {
    const hostile = '<script>alert(1)</script> [x](javascript:alert(1)) ![y](javascript:z)'
    const blocks = readMarkdown(hostile, { ...nothing, resolve: () => undefined }).blocks

    expect(blocks).toEqual([
      { kind: 'paragraph', of: [expect.stringContaining('<script>alert(1)</script> ')] },
    ])
  })

  test('a diagram of states becomes a table', () => {
    expect(read('```mermaid\nstateDiagram-v2\n  [*] --> a\n  a --> b: go\n```')).toEqual([
      {
        kind: 'table',
        head: [['from'], ['to'], ['by']],
        rows: [
          [['start'], [{ code: 'a' }], []],
          [[{ code: 'a' }], [{ code: 'b' }], ['go']],
        ],
      },
    ])
  })

  test('the end of the file also ends code that is not closed', () => {
    expect(read('```sh\nls')).toEqual([{ kind: 'code', text: 'ls' }])
  })
})

test('the size of a JPEG is in its frame header; other files have none', () => {
  const picture = readFileSync(join(root, 'docs/guides/pictures/order.en.jpg'))
  expect(readJpegSize(picture)).toEqual({ width: 1440, height: expect.any(Number) })
  expect(readJpegSize(Buffer.from('GIF89a'))).toBeUndefined()
  expect(readJpegSize(picture.subarray(0, 12))).toBeUndefined()
})

describe('our own documents', () => {
  const library = createLibrary(root)
  const all = async (): Promise<ShownDocument[]> => {
    const found = await Promise.all(
      catalogue.flatMap(({ section, name }) => languages.map((one) => library.read(section, name, one))),
    )
    return found.flatMap((one) => one ?? [])
  }

  test('each guide is in the menu, in both languages', () => {
    const files = readdirSync(join(root, 'docs/guides')).filter((name) => name.endsWith('.md'))
    const listed = catalogue.filter(({ section }) => section === 'guides').map(({ name }) => name)
    expect(listed.flatMap((name) => [`${name}.md`, `${name}.zh-CN.md`]).toSorted()).toEqual(files.toSorted())
  })

  test('are all there, and no mark of Markdown is left in their words', async () => {
    const documents = await all()
    expect(documents).toHaveLength(catalogue.length * 2)
    const left = documents.flatMap(({ path, blocks }) =>
      blocks
        .flatMap(linesOf)
        .flatMap(plainOf)
        .filter((text) => /\]\(|\*\*|```|!\[/.test(text))
        .map((text) => `${path}: ${text}`),
    )
    expect(left).toEqual([])
    expect(documents.filter(({ title, lead }) => title === '' || lead === '')).toEqual([])
  })

  test('each link to another of them leads to a part that exists', async () => {
    const documents = await all()
    const broken = documents.flatMap((from) =>
      from.blocks
        .flatMap(linesOf)
        .flatMap(linksOf)
        .filter((href) => !/^https?:/.test(href) && !leads(documents, from, href))
        .map((href) => `${from.path}: ${href}`),
    )
    expect(broken).toEqual([])
  })
})

function leads(documents: readonly ShownDocument[], from: ShownDocument, href: string): boolean {
  const [place = '', part] = href.split('#')
  const path = place.split('?')[0] || from.path
  const targets = documents.filter((one) => one.path === path)
  const has = ({ blocks }: ShownDocument): boolean =>
    blocks.some((block) => block.kind === 'heading' && block.id === part)
  return targets.length > 0 && (part === undefined || targets.some(has))
}

describe('the pages of the documents', () => {
  let edge: StubEdge
  beforeAll(async () => {
    edge = await openStubEdge({ options: { documents: { root, kitVersion: '9.9.9' } } })
  })
  afterAll(() => edge.close())
  const pageAt = async (url: string) => {
    const { statusCode, body } = await edge.ask('GET', url)
    return { status: statusCode, page: (JSON.parse(body) as { page: PageData }).page }
  }

  test.each([
    ['zh-CN', '十分钟接入', '/developers/guides/integrate-in-ten-minutes?lang=en-US'],
    ['en-US', 'Integrate in ten minutes', '/developers/guides/integrate-in-ten-minutes?lang=zh-CN'],
  ])('a guide in %s is its own text and leads to the other one', async (lang, title, other) => {
    const { status, page } = await pageAt(`/developers/guides/integrate-in-ten-minutes?lang=${lang}`)

    expect(status).toBe(200)
    expect(page).toMatchObject({ route: 'document', shown: { title, language: lang } })
    if (page.route !== 'document') return
    expect(page.shown.blocks.flatMap(linesOf).flatMap(linksOf)).toContain(other)
    expect(page.documents).toHaveLength(catalogue.length)
  })

  test('a specification is in English for all readers', async () => {
    const { page } = await pageAt('/developers/spec/saas-v2?lang=zh-CN')
    expect(page).toMatchObject({ shown: { language: 'en-US', group: 'protocols' } })
  })

  test('the first page has the version of the kit and the first example of the guide', async () => {
    const { page } = await pageAt('/developers')
    expect(page).toMatchObject({
      route: 'developers',
      kitVersion: '9.9.9',
      example: { file: 'seller.mjs', text: expect.stringContaining('createSeller') },
    })
  })

  test('pictures are sent; files beside them and beside the documents are not', async () => {
    const picture = await edge.ask('GET', '/developers/pictures/order.en.jpg')
    expect(picture.statusCode).toBe(200)
    expect(picture.headers['content-type']).toBe('image/jpeg')
    const others = [
      '/developers/pictures/..%2f..%2fguides%2fpapers%2fidentity-document.png',
      '/developers/pictures/none.jpg',
      '/developers/guides/..%2F..%2FREADME',
      '/developers/decisions/0081-api-reference',
      '/developers/guides/none',
    ]
    for (const url of others) expect((await edge.ask('GET', url)).statusCode, url).toBe(404)
  })

  test('an installation without documents says only what is true without them', async () => {
    const bare = createLibrary(undefined)
    expect(await bare.list('zh-CN')).toEqual([])
    expect(await bare.read('guides', 'move-the-clock', 'zh-CN')).toBeUndefined()
    expect(await bare.readPicture('order.en.jpg')).toBeUndefined()
  })
})
